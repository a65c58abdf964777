using System.Text.Json.Nodes;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>
/// OneLogin only: its connectors for SCIM 1.1 patch a group with the group itself, each of whose members is to join, or to leave if it says
/// <c>"operation": "delete"</c> (https://developers.onelogin.com/scim/implement-scim-api, "Patch Group"). SCIM 2.0 has operations instead.
/// </summary>
internal static class Scim1GroupPatch
{
    public static void Repair(JsonObject body, ResourceType type)
    {
        if (type != ResourceTypes.Group || body.HasMember("Operations") || body.Member("schemas") is not JsonArray schemas || !schemas.Any(FormerSchemas.IsCore))
            return;
        var operations = Operations(body).ToArray<JsonNode?>();
        if (operations.Length == 0)
            return;
        body.Clear();
        body["schemas"] = new JsonArray(SchemaUrns.PatchOp);
        body["Operations"] = new JsonArray(operations);
    }

    private static IEnumerable<JsonObject> Operations(JsonObject body)
    {
        if (body.Member("displayName") is { } name)
            yield return new JsonObject { ["op"] = "replace", ["path"] = "displayName", ["value"] = name.DeepClone() };
        // In their order: who is named twice ends as the last one says.
        foreach (var member in (body.Member("members") as JsonArray ?? []).OfType<JsonObject>())
        {
            var leaves = "delete".Equals(member.Member("operation").AsText(), StringComparison.OrdinalIgnoreCase);
            var value = new JsonObject { ["value"] = member.Member("value")?.DeepClone() };
            yield return new JsonObject { ["op"] = leaves ? "remove" : "add", ["path"] = "members", ["value"] = new JsonArray(value) };
        }
    }
}
