using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Filters;

namespace Scim.Bus.Simulation.Tests.Variants;

/// <summary>A collection in front of another, which does the same unless it says otherwise.</summary>
internal abstract class CollectionDecorator<T>(IDocumentCollection<T> inner) : IDocumentCollection<T>
    where T : class
{
    public CollectionDefinition<T> Definition => inner.Definition;

    protected IDocumentCollection<T> Inner => inner;

    public virtual Task<Document<T>?> GetAsync(TenantId tenant, string id, CancellationToken cancellationToken) =>
        inner.GetAsync(tenant, id, cancellationToken);

    public virtual Task<WriteResult<T>> InsertAsync(Document<T> document, CancellationToken cancellationToken) =>
        inner.InsertAsync(document, cancellationToken);

    public virtual Task<WriteResult<T>> ReplaceAsync(Document<T> document, CancellationToken cancellationToken) =>
        inner.ReplaceAsync(document, cancellationToken);

    public virtual Task<IReadOnlyList<Document<T>>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken) =>
        inner.QueryAsync(query, cancellationToken);

    public Task<IReadOnlyList<Document<T>>> GetManyAsync(
        TenantId tenant, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        inner.GetManyAsync(tenant, ids, cancellationToken);

    public Task InsertMissingAsync(IReadOnlyCollection<Document<T>> documents, CancellationToken cancellationToken) =>
        inner.InsertMissingAsync(documents, cancellationToken);

    public Task<int> AmendAsync(IReadOnlyCollection<Amendment<T>> amendments, CancellationToken cancellationToken) =>
        inner.AmendAsync(amendments, cancellationToken);

    public Task<bool> DeleteAsync(Document<T> document, CancellationToken cancellationToken) =>
        inner.DeleteAsync(document, cancellationToken);

    public Task<long> CountAsync(TenantId tenant, BoundFilter? filter, CancellationToken cancellationToken) =>
        inner.CountAsync(tenant, filter, cancellationToken);

    public Task<IReadOnlyList<Document<T>>> DueAsync(
        DateTimeOffset now, int limit, IReadOnlyCollection<TenantId> except, CancellationToken cancellationToken) =>
        inner.DueAsync(now, limit, except, cancellationToken);

    public Task<long> CountDueAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.CountDueAsync(now, cancellationToken);

    public Task<string> ExplainAsync(DocumentQuery query, CancellationToken cancellationToken) =>
        inner.ExplainAsync(query, cancellationToken);
}
