using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Filters;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Lists;

/// <summary>A list over a document collection.</summary>
internal abstract class ResourceList<T>(IDocumentCollection<T> documents) : IResourceList
    where T : class
{
    public ResourceType Type => documents.Definition.Attributes;

    public abstract Task<BoundFilter> ResolveFilterAsync(TenantId tenant, BoundFilter filter, CancellationToken cancellationToken);

    public async Task<IReadOnlyList<ListEntry>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken) =>
        [.. (await documents.QueryAsync(query, cancellationToken)).Select(document => new Entry(this, documents, query, document))];

    public Task<long> CountAsync(TenantId tenant, BoundFilter? filter, CancellationToken cancellationToken) =>
        documents.CountAsync(tenant, filter, cancellationToken);

    public Task<IReadOnlyList<ResourceContent>> RenderAsync(
        IReadOnlyList<ListEntry> entries, ResourceRequest request, AttributeSelection selection, CancellationToken cancellationToken) =>
        RenderAsync([.. entries.Cast<Entry>().Select(entry => entry.Document.Body)], request, selection, cancellationToken);

    protected abstract Task<IReadOnlyList<ResourceContent>> RenderAsync(
        IReadOnlyList<T> records, ResourceRequest request, AttributeSelection selection, CancellationToken cancellationToken);

    private sealed record Entry(IResourceList List, IDocumentCollection<T> Documents, DocumentQuery Query, Document<T> Document)
        : ListEntry(List)
    {
        public override PagePosition Position => field ??= Documents.PositionAfter(Query, Document);
    }
}
