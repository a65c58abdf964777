using System.Text.Json.Nodes;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Errors;
using Scim.Protocol.Search;

namespace Scim.Bus.Ingress.Scim.Lists;

/// <summary>Creates SCIM ListResponses (RFC 7644, section 3.4.2).</summary>
internal static class ListResponse
{
    /// <summary>Reads the requested page of one resource type or several.</summary>
    /// <exception cref="ScimException">400: the filter, order, cursor or another parameter is invalid.</exception>
    public static async Task<ScimResult> ReadAsync(
        SearchRequest search,
        IReadOnlyList<IResourceList> types,
        ResourceRequest request,
        QueryDeadline deadline,
        CancellationToken cancellationToken)
    {
        var among = types.Select(type => type.Type).ToList();
        var filter = search.Filter is null ? null : request.Dialect.RepairFilter(search.Filter, among);
        var list = ListRequest.From(search with { Filter = filter }, request.Options);
        var (queries, page) = await deadline.RunAsync(
            async token =>
            {
                var all = await TypeQuery.CreateAllAsync(list, types, request, token);
                return (all, await ListPage.ReadAsync(list, all, token));
            },
            cancellationToken);
        var entries = page.Entries.Take(list.Count).ToList();
        var resources = new List<ResourceContent>(entries.Count);
        // Consecutive entries of one type are rendered together, so that they share lookups.
        for (var i = 0; i < entries.Count;)
        {
            var type = entries[i].List;
            var neighbours = entries.Skip(i).TakeWhile(entry => entry.List == type).ToList();
            resources.AddRange(await type.RenderAsync(neighbours, request, list.Selection(type.Type), cancellationToken));
            i += neighbours.Count;
        }

        var startIndex = list.Cursor is null ? list.StartIndex : (int?)null;
        return new ScimResult(
            StatusCodes.Status200OK,
            new ListContent(resources, page.Total, startIndex, request.Options.MaxMembersOnPage, CursorAfter));

        string? CursorAfter(int written) => list.Cursor is not null && written > 0 && page.Entries.Count > written
            ? PageCursor.Encode(entries[written - 1], list, queries)
            : null;
    }

    /// <summary>A list that is complete.</summary>
    public static ScimResult Create(IReadOnlyList<JsonObject> resources) => new(
        StatusCodes.Status200OK,
        new ListContent(
            [.. resources.Select(resource => new ResourceContent(resource))], resources.Count, startIndex: 1, int.MaxValue, _ => null));
}
