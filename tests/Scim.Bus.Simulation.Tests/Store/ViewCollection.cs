using System.Text.Json;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Filters;

namespace Scim.Bus.Simulation.Tests.Store;

/// <summary>A collection whose documents are read as another type, which takes what it knows from their JSON. Never written.</summary>
internal sealed class ViewCollection<T, TView>(IDocumentCollection<T> inner, CollectionDefinition<TView> definition)
    : IDocumentCollection<TView>
    where T : class
    where TView : class
{
    public CollectionDefinition<TView> Definition => definition;

    public async Task<Document<TView>?> GetAsync(TenantId tenant, string id, CancellationToken cancellationToken) =>
        await inner.GetAsync(tenant, id, cancellationToken) is { } found ? View(found) : null;

    public async Task<IReadOnlyList<Document<TView>>> GetManyAsync(
        TenantId tenant, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        [.. (await inner.GetManyAsync(tenant, ids, cancellationToken)).Select(View)];

    public async Task<IReadOnlyList<Document<TView>>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken) =>
        [.. (await inner.QueryAsync(query, cancellationToken)).Select(View)];

    public async Task<IReadOnlyList<Document<TView>>> DueAsync(
        DateTimeOffset now, int limit, IReadOnlyCollection<TenantId> except, CancellationToken cancellationToken) =>
        [.. (await inner.DueAsync(now, limit, except, cancellationToken)).Select(View)];

    public Task<long> CountAsync(TenantId tenant, BoundFilter? filter, CancellationToken cancellationToken) =>
        inner.CountAsync(tenant, filter, cancellationToken);

    public Task<long> CountDueAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.CountDueAsync(now, cancellationToken);

    public Task<string> ExplainAsync(DocumentQuery query, CancellationToken cancellationToken) =>
        inner.ExplainAsync(query, cancellationToken);

    public Task<WriteResult<TView>> InsertAsync(Document<TView> document, CancellationToken cancellationToken) => throw IsRead();

    public Task<WriteResult<TView>> ReplaceAsync(Document<TView> document, CancellationToken cancellationToken) => throw IsRead();

    public Task InsertMissingAsync(IReadOnlyCollection<Document<TView>> documents, CancellationToken cancellationToken) => throw IsRead();

    public Task<int> AmendAsync(IReadOnlyCollection<Amendment<TView>> amendments, CancellationToken cancellationToken) => throw IsRead();

    public Task<bool> DeleteAsync(Document<TView> document, CancellationToken cancellationToken) => throw IsRead();

    private static Document<TView> View(Document<T> document) => new()
    {
        Tenant = document.Tenant,
        Id = document.Id,
        Revision = document.Revision,
        DueAt = document.DueAt,
        Tombstone = document.Tombstone,
        Body = JsonSerializer.SerializeToElement(document.Body, DocumentJson.Options).Deserialize<TView>(DocumentJson.Options)!,
    };

    private static InvalidOperationException IsRead() => new($"{typeof(TView).Name} is a view of {typeof(T).Name}: it is only read.");
}
