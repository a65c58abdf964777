using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;

namespace Scim.Bus.Ingress.Scim.Lists;

/// <summary>What one type contributes to a list.</summary>
/// <param name="List">The resources of the type.</param>
/// <param name="Query">Which of them, and in which order; from the beginning.</param>
internal sealed record ListPart(IResourceList List, DocumentQuery Query)
{
    /// <summary>The parts of a list across types, in the order of the types.</summary>
    /// <exception cref="ScimException">400: none of the types can be filtered or sorted so.</exception>
    public static async Task<IReadOnlyList<ListPart>> OfAsync(
        ListRequest list, IReadOnlyList<IResourceList> types, ResourceRequest request, CancellationToken cancellationToken)
    {
        var among = types.Select(type => type.Type).ToList();
        if (list.SortBy is not null && among.TrueForAll(type => list.SortKey(type) is null))
            throw ScimException.InvalidPath($"'{list.SortBy}' is nothing that a {string.Join(" or ", among.Select(type => type.Name))} can be sorted by.");
        var parts = new List<ListPart>(types.Count);
        foreach (var type in types)
        {
            var filter = list.Filter is null ? null : FilterBinder.Bind(request.Dialect.RepairFilter(list.Filter, type.Type), type.Type, among);
            var sort = list.SortKey(type.Type);
            parts.Add(new ListPart(type, new DocumentQuery
            {
                Tenant = request.Tenant,
                Filter = filter is null ? null : await type.JoinAsync(request.Tenant, filter, cancellationToken),
                Sort = sort,
                Descending = sort is not null && list.Descending,
                Limit = list.Limit,
            }));
        }

        return parts;
    }

    public Task<long> CountAsync(CancellationToken cancellationToken) => List.CountAsync(Query.Tenant, Query.Filter, cancellationToken);
}
