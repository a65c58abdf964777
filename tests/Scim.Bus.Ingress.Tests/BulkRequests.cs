using System.Text.Json.Nodes;

namespace Scim.Bus.Ingress.Tests;

/// <summary>Builds bulk requests and reads the results of their operations.</summary>
internal static class BulkRequests
{
    public const string Head = "\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"]";

    public static string Operation(string method, string path, string? data, string more = "") =>
        $$"""{"method":"{{method}}","path":"{{path}}"{{(data is null ? "" : $",\"data\":{data}")}}{{More(more)}}}""";

    public static string Post(string endpoint, string bulkId, string data) =>
        Operation("POST", "/" + endpoint, data, $"\"bulkId\":\"{bulkId}\"");

    public static string Patch(string operations) => $$"""{"schemas":["{{TenantClient.PatchUrn}}"],"Operations":[{{operations}}]}""";

    public static string Manager(string id, string more = "") =>
        $$$"""
        "{{{TenantClient.EnterpriseUrn}}}":{"manager":{"value":"{{{id}}}"}{{{More(more)}}}}
        """;

    public static Task<Response> Send(TenantClient client, string members, params string[] operations) =>
        client.Post("Bulk", $$"""{{{Head}}{{More(members)}},"Operations":[{{string.Join(',', operations)}}]}""");

    /// <summary>Sends the operations and returns their results.</summary>
    public static async Task<IReadOnlyList<JsonNode>> Bulk(TenantClient client, params string[] operations)
    {
        var answer = (await Send(client, "", operations)).Expect(200).Body;
        Assert.Equal("urn:ietf:params:scim:api:messages:2.0:BulkResponse", answer["schemas"]![0]!.GetValue<string>());
        Assert.Equal(operations.Length, answer["Operations"]!.AsArray().Count);
        return [.. answer["Operations"]!.AsArray().OfType<JsonNode>()];
    }

    public static string Status(JsonNode operation) => operation["status"]!.GetValue<string>();

    public static IEnumerable<string> Statuses(IEnumerable<JsonNode> operations) => operations.Select(Status);

    public static string Location(JsonNode operation) => operation["location"]!.GetValue<string>();

    public static string Id(JsonNode operation) => Location(operation).Split('/')[^1];

    public static string? ManagerOf(Response user) => user.Body[TenantClient.EnterpriseUrn]?["manager"]?["value"]?.GetValue<string>();

    private static string More(string members) => members.Length > 0 ? "," + members : "";
}
