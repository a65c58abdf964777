using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;

namespace Scim.Bus.Ingress.Scim.Lists;

/// <summary>The query of one resource type within a list.</summary>
/// <param name="List">The resources of the type.</param>
/// <param name="Query">Selects and sorts them, from the start of the list.</param>
internal sealed record TypeQuery(IResourceList List, DocumentQuery Query)
{
    /// <summary>Creates the queries of a list, in the order of the types.</summary>
    /// <exception cref="ScimException">400: no type has the attribute to filter or sort by.</exception>
    public static async Task<IReadOnlyList<TypeQuery>> CreateAllAsync(
        ListRequest list, IReadOnlyList<IResourceList> types, ResourceRequest request, CancellationToken cancellationToken)
    {
        var among = types.Select(type => type.Type).ToList();
        if (list.SortBy is not null && among.TrueForAll(type => list.SortKey(type) is null))
        {
            var names = string.Join(" or ", among.Select(type => type.Name));
            throw ScimException.InvalidPath($"'{Shown.Text(list.SortBy)}' is not an attribute by which a {names} can be sorted.");
        }

        var queries = new List<TypeQuery>(types.Count);
        foreach (var type in types)
        {
            var filter = list.Filter is null
                ? null
                : FilterBinder.Bind(request.Dialect.RepairFilter(list.Filter, type.Type), type.Type, among);
            var sort = list.SortKey(type.Type);
            queries.Add(new TypeQuery(type, new DocumentQuery
            {
                Tenant = request.Tenant,
                Filter = filter is null ? null : await type.ResolveFilterAsync(request.Tenant, filter, cancellationToken),
                Sort = sort,
                Descending = sort is not null && list.Descending,
                Limit = list.Limit,
            }));
        }

        return queries;
    }

    public Task<long> CountAsync(CancellationToken cancellationToken) => List.CountAsync(Query.Tenant, Query.Filter, cancellationToken);
}
