using System.Text;
using System.Text.Json.Nodes;
using Scim.Protocol.Patch;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests;

/// <summary>Sample resources for tests.</summary>
internal static class Sample
{
    public static JsonObject Json(string text) => ScimJson.ParseObject(Encoding.UTF8.GetBytes(text));

    /// <summary>A user as it would be stored: read from what a client sent, with what the service adds.</summary>
    public static JsonObject User(string attributes = "")
    {
        var user = ResourceReader.Read(
            Json($$"""
                {"schemas":["{{SchemaUrns.User}}"],"userName":"Bjensen@example.com","externalId":"Ext-1",
                 "name":{"givenName":"Barbara","familyName":"Jensen"},"active":true,
                 "emails":[{"value":"Bjensen@work.example","type":"work","primary":true},{"value":"babs@home.example","type":"home"}]
                 {{(attributes.Length > 0 ? "," + attributes : "")}}}
                """),
            ResourceTypes.User);
        user["id"] = "7d4e2e6a-0000-4000-8000-000000000001";
        user["meta"] = Json("""{"resourceType":"User","created":"2026-01-01T00:00:00Z","lastModified":"2026-02-01T12:30:00.5Z"}""");
        return user;
    }

    public static JsonObject Group() =>
        Json($$"""{"schemas":["{{SchemaUrns.Group}}"],"id":"g1","displayName":"Recruiters","externalId":"x"}""");

    /// <summary>Applies operations. They are the elements of <c>Operations</c>, as JSON.</summary>
    public static PatchResult Patch(JsonObject resource, ResourceType type, string operations) =>
        PatchEngine.Apply(
            resource, PatchRequest.Read(Json($$"""{"schemas":["{{SchemaUrns.PatchOp}}"],"Operations":[{{operations}}]}""")), type);
}
