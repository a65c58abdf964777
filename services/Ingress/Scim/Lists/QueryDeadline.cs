using Microsoft.Extensions.Options;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Ingress.Scim.Lists;

/// <summary>Stops a client's query, which may take several of the store, when it takes longer than one may.</summary>
internal sealed class QueryDeadline(IOptions<DocumentStoreOptions> options, TimeProvider time)
{
    /// <exception cref="StoreTimeoutException">The query took too long.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> query, CancellationToken cancellationToken)
    {
        var limit = options.Value.QueryTimeout;
        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await query(either.Token);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new StoreTimeoutException(limit, e);
        }
    }
}
