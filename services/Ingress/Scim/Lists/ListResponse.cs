using System.Text.Json.Nodes;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;
using Scim.Protocol.Search;

namespace Scim.Bus.Ingress.Scim.Lists;

/// <summary>Creates SCIM ListResponses (RFC 7644, section 3.4.2).</summary>
internal static class ListResponse
{
    /// <summary>Reads the requested page of one resource type or several.</summary>
    /// <exception cref="ScimException">400: the filter, order, cursor or another parameter is invalid.</exception>
    public static async Task<ScimResult> ReadAsync(
        SearchRequest search, IReadOnlyList<IResourceList> types, ResourceRequest request, CancellationToken cancellationToken)
    {
        var among = types.Select(type => type.Type).ToList();
        var filter = search.Filter is null ? null : request.Dialect.RepairFilter(search.Filter, among);
        var list = ListRequest.From(search with { Filter = filter }, request.Options);
        var queries = await TypeQuery.CreateAllAsync(list, types, request, cancellationToken);
        var page = await ListPage.ReadAsync(list, queries, cancellationToken);
        var entries = page.Entries.Take(list.Count).ToList();
        var resources = new List<JsonObject>(entries.Count);
        // Consecutive entries of one type are rendered together, so that they share lookups.
        for (var i = 0; i < entries.Count;)
        {
            var type = entries[i].List;
            var neighbours = entries.Skip(i).TakeWhile(entry => entry.List == type).ToList();
            resources.AddRange(await type.RenderAsync(neighbours, request, list.Selection(type.Type), cancellationToken));
            i += neighbours.Count;
        }

        var hasNext = page.Entries.Count > entries.Count && entries.Count > 0;
        var nextCursor = hasNext ? PageCursor.Encode(entries[^1], list, queries) : null;
        return Create(resources, page.Total, list.Cursor is null ? list.StartIndex : null, nextCursor);
    }

    public static ScimResult Create(IReadOnlyList<JsonObject> resources, long total, int? startIndex, string? nextCursor)
    {
        var body = new JsonObject { ["schemas"] = new JsonArray(SchemaUrns.ListResponse), ["totalResults"] = total };
        if (startIndex is not null)
            body["startIndex"] = startIndex;
        body["itemsPerPage"] = resources.Count;
        if (nextCursor is not null)
            body["nextCursor"] = nextCursor;
        body["Resources"] = new JsonArray([.. resources]);
        return new ScimResult(StatusCodes.Status200OK, body);
    }
}
