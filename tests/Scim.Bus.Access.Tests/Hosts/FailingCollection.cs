using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Filters;

namespace Scim.Bus.Access.Tests.Hosts;

/// <summary>A collection of a <see cref="FailingStore"/>.</summary>
internal sealed class FailingCollection<T>(IDocumentCollection<T> inner, FailingStore store) : IDocumentCollection<T>
    where T : class
{
    public CollectionDefinition<T> Definition => inner.Definition;

    public Task<WriteResult<T>> InsertAsync(Document<T> document, CancellationToken cancellationToken) =>
        WriteAsync(() => inner.InsertAsync(document, cancellationToken));

    public Task<WriteResult<T>> ReplaceAsync(Document<T> document, CancellationToken cancellationToken) =>
        WriteAsync(() => inner.ReplaceAsync(document, cancellationToken));

    public Task<Document<T>?> GetAsync(TenantId tenant, string id, CancellationToken cancellationToken) =>
        inner.GetAsync(tenant, id, cancellationToken);

    public Task<IReadOnlyList<Document<T>>> GetManyAsync(
        TenantId tenant, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        inner.GetManyAsync(tenant, ids, cancellationToken);

    public Task InsertMissingAsync(IReadOnlyCollection<Document<T>> documents, CancellationToken cancellationToken) =>
        inner.InsertMissingAsync(documents, cancellationToken);

    public Task<int> AmendAsync(IReadOnlyCollection<Amendment<T>> amendments, CancellationToken cancellationToken) =>
        inner.AmendAsync(amendments, cancellationToken);

    public Task<bool> DeleteAsync(Document<T> document, CancellationToken cancellationToken) =>
        inner.DeleteAsync(document, cancellationToken);

    public Task<IReadOnlyList<Document<T>>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken) =>
        inner.QueryAsync(query, cancellationToken);

    public Task<long> CountAsync(TenantId tenant, BoundFilter? filter, CancellationToken cancellationToken) =>
        inner.CountAsync(tenant, filter, cancellationToken);

    public Task<IReadOnlyList<Document<T>>> DueAsync(
        DateTimeOffset now, int limit, IReadOnlyCollection<TenantId> except, CancellationToken cancellationToken) =>
        inner.DueAsync(now, limit, except, cancellationToken);

    public Task<long> CountDueAsync(DateTimeOffset now, CancellationToken cancellationToken) => inner.CountDueAsync(now, cancellationToken);

    public Task<string> ExplainAsync(DocumentQuery query, CancellationToken cancellationToken) =>
        inner.ExplainAsync(query, cancellationToken);

    private async Task<WriteResult<T>> WriteAsync(Func<Task<WriteResult<T>>> write)
    {
        if (store.Collection != Definition.Name)
            return await write();
        if (store.IsLate)
            await write();
        throw new StoreUnavailableException("The store was made to fail.");
    }
}
