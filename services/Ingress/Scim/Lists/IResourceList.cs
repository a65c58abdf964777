using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Lists;

/// <summary>All resources of one type, for lists and searches.</summary>
internal interface IResourceList
{
    ResourceType Type { get; }

    /// <summary>
    /// Returns an equivalent filter over stored attributes only: conditions on data in other documents are resolved by queries.
    /// </summary>
    /// <exception cref="ScimException">
    /// 400 <c>invalidFilter</c>: no index serves a condition. 400 <c>tooMany</c>: it selects too much.
    /// </exception>
    Task<BoundFilter> ResolveFilterAsync(TenantId tenant, BoundFilter filter, CancellationToken cancellationToken);

    Task<IReadOnlyList<ListEntry>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken);

    Task<long> CountAsync(TenantId tenant, BoundFilter? filter, CancellationToken cancellationToken);

    /// <summary>Renders entries of this list, in the same order.</summary>
    Task<IReadOnlyList<ResourceContent>> RenderAsync(
        IReadOnlyList<ListEntry> entries, ResourceRequest request, AttributeSelection selection, CancellationToken cancellationToken);
}

/// <summary>A resource in a list.</summary>
/// <param name="List">The list of its type.</param>
internal abstract record ListEntry(IResourceList List)
{
    /// <summary>The position after it, in the order of the query that returned it.</summary>
    public abstract PagePosition Position { get; }
}
