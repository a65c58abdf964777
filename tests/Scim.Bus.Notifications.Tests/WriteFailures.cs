using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Notifications.Sending;
using Scim.Protocol.Filters;

namespace Scim.Bus.Notifications.Tests;

/// <summary>
/// Makes one write of a tenant's documents fail, before or after it was done: nothing of a step is kept but in the store, so that is what a process leaves behind
/// that dies there. Attempts to send are left alone: after one of them doubt is right.
/// </summary>
internal sealed class WriteFailures
{
    private readonly Lock _lock = new();
    private TenantId _tenant;
    private int _left;
    private bool _afterwards;

    /// <summary>Whether the failure was reached.</summary>
    public bool IsOver
    {
        get
        {
            lock (_lock)
                return _left <= 0;
        }
    }

    public void Arm(TenantId tenant, int write, bool afterwards)
    {
        lock (_lock)
            (_tenant, _left, _afterwards) = (tenant, write, afterwards);
    }

    public void Disarm()
    {
        lock (_lock)
            _left = 0;
    }

    public void Watch<T>(IServiceCollection services)
        where T : class
    {
        var inner = services.Last(service => service.ServiceType == typeof(IDocumentCollection<T>));
        services.Remove(inner);
        services.AddSingleton<IDocumentCollection<T>>(provider => new Collection<T>((IDocumentCollection<T>)inner.ImplementationFactory!(provider), this));
    }

    private async Task<TResult> WriteAsync<TResult>(TenantId tenant, Func<Task<TResult>> write)
    {
        bool fails, afterwards;
        lock (_lock)
            (fails, afterwards) = (tenant == _tenant && _left > 0 && --_left == 0, _afterwards);
        if (fails && !afterwards)
            throw new StoreUnavailableException("A test made it fail.", new TimeoutException());
        var result = await write();
        return fails ? throw new StoreUnavailableException("A test made it fail.", new TimeoutException()) : result;
    }

    private sealed class Collection<T>(IDocumentCollection<T> inner, WriteFailures failures) : IDocumentCollection<T>
        where T : class
    {
        public CollectionDefinition<T> Definition => inner.Definition;

        public Task<Document<T>?> GetAsync(TenantId tenant, string id, CancellationToken cancellationToken) => inner.GetAsync(tenant, id, cancellationToken);

        public Task<IReadOnlyList<Document<T>>> GetManyAsync(TenantId tenant, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
            inner.GetManyAsync(tenant, ids, cancellationToken);

        public Task<WriteResult<T>> InsertAsync(Document<T> document, CancellationToken cancellationToken) =>
            failures.WriteAsync(document.Tenant, () => inner.InsertAsync(document, cancellationToken));

        public Task<WriteResult<T>> ReplaceAsync(Document<T> document, CancellationToken cancellationToken) => typeof(T) == typeof(NotificationRecord)
            ? inner.ReplaceAsync(document, cancellationToken)
            : failures.WriteAsync(document.Tenant, () => inner.ReplaceAsync(document, cancellationToken));

        public Task<bool> DeleteAsync(Document<T> document, CancellationToken cancellationToken) => inner.DeleteAsync(document, cancellationToken);

        public Task<IReadOnlyList<Document<T>>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken) => inner.QueryAsync(query, cancellationToken);

        public Task<long> CountAsync(TenantId tenant, BoundFilter? filter, CancellationToken cancellationToken) => inner.CountAsync(tenant, filter, cancellationToken);

        public Task<IReadOnlyList<Document<T>>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) => inner.DueAsync(now, limit, cancellationToken);

        public Task<string> ExplainAsync(DocumentQuery query, CancellationToken cancellationToken) => inner.ExplainAsync(query, cancellationToken);
    }
}
