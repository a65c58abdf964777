using System.Text.Json.Nodes;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;
using Scim.Protocol.Search;

namespace Scim.Bus.Ingress.Scim.Lists;

/// <summary>Answers with a list (RFC 7644, section 3.4.2).</summary>
internal static class ListAnswer
{
    /// <summary>The page that is asked for of the resources of one type or several.</summary>
    /// <exception cref="ScimException">400.</exception>
    public static async Task<ScimAnswer> ReadAsync(
        SearchRequest asked, IReadOnlyList<IResourceList> types, ResourceRequest request, CancellationToken cancellationToken)
    {
        var list = ListRequest.Of(asked, request.Options);
        var parts = await ListPart.OfAsync(list, types, request, cancellationToken);
        var page = await ListPage.ReadAsync(list, parts, cancellationToken);
        var entries = page.Entries.Take(list.Count).ToList();
        var resources = new List<JsonObject>(entries.Count);
        // Neighbours of one type are represented together: they share what is looked up for them.
        for (var i = 0; i < entries.Count;)
        {
            var type = entries[i].List;
            var neighbours = entries.Skip(i).TakeWhile(entry => entry.List == type).ToList();
            resources.AddRange(await type.RepresentAsync(neighbours, request, list.Selection(type.Type), cancellationToken));
            i += neighbours.Count;
        }

        var nextCursor = page.Entries.Count > entries.Count && entries.Count > 0 ? PageCursor.Encode(entries[^1], list, parts) : null;
        return Of(resources, page.Total, list.Cursor is null ? list.StartIndex : null, nextCursor);
    }

    public static ScimAnswer Of(IReadOnlyList<JsonObject> resources, long total, int? startIndex, string? nextCursor)
    {
        var body = new JsonObject { ["schemas"] = new JsonArray(SchemaUrns.ListResponse), ["totalResults"] = total };
        if (startIndex is not null)
            body["startIndex"] = startIndex;
        body["itemsPerPage"] = resources.Count;
        if (nextCursor is not null)
            body["nextCursor"] = nextCursor;
        body["Resources"] = new JsonArray([.. resources]);
        return new ScimAnswer(StatusCodes.Status200OK, body);
    }
}
