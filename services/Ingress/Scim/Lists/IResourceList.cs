using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Lists;

/// <summary>All resources of a type, as lists read them.</summary>
internal interface IResourceList
{
    ResourceType Type { get; }

    /// <summary>A filter that the store can answer: conditions on what other documents know are looked up in those.</summary>
    /// <exception cref="ScimException">400 <c>invalidFilter</c>: no index leads to what is asked. 400 <c>tooMany</c>.</exception>
    Task<BoundFilter> JoinAsync(TenantId tenant, BoundFilter filter, CancellationToken cancellationToken);

    Task<IReadOnlyList<ListEntry>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken);

    Task<long> CountAsync(TenantId tenant, BoundFilter? filter, CancellationToken cancellationToken);

    /// <summary>Entries of this list as clients see them, in their order.</summary>
    Task<IReadOnlyList<JsonObject>> RepresentAsync(
        IReadOnlyList<ListEntry> entries, ResourceRequest request, AttributeSelection selection, CancellationToken cancellationToken);
}

/// <summary>A resource in a list.</summary>
/// <param name="List">The list that it is from.</param>
internal abstract record ListEntry(IResourceList List)
{
    /// <summary>The place behind it, in the order of the query that found it.</summary>
    public abstract PagePosition Position { get; }
}
