using System.Text.Json.Nodes;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Lists;

/// <summary>Answers with a list (RFC 7644, section 3.4.2).</summary>
internal static class ListAnswer
{
    public static ScimAnswer Of<T>(ListPage<T> page, IReadOnlyList<JsonObject> resources)
        where T : class => Of(resources, page.Total, page.StartIndex, page.NextCursor);

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
