using System.Text.Json.Nodes;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>
/// OneLogin only: turns the PATCH of a group in SCIM 1.1 into operations. Its body is a group whose members are added, or removed if they
/// say <c>"operation":"delete"</c> (https://developers.onelogin.com/scim/implement-scim-api, section "Patch Group").
/// <code>
/// before: {"schemas":["urn:scim:schemas:core:1.0"],"members":[{"value":"1"},{"value":"2","operation":"delete"}]}
/// after:  {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[
///          {"op":"add","path":"members","value":[{"value":"1"}]},
///          {"op":"remove","path":"members","value":[{"value":"2"}]}]}
/// </code>
/// </summary>
internal static class Scim1GroupPatch
{
    public static bool Repair(JsonObject body, ResourceType type)
    {
        if (type != ResourceTypes.Group
            || body.HasMember("Operations")
            || body.Member("schemas") is not JsonArray schemas
            || !schemas.Any(Scim1SchemaUrns.IsCore))
        {
            return false;
        }

        var operations = Operations(body).ToArray<JsonNode?>();
        if (operations.Length == 0)
            return false;
        body.Clear();
        body["schemas"] = new JsonArray(SchemaUrns.PatchOp);
        body["Operations"] = new JsonArray(operations);
        return true;
    }

    private static IEnumerable<JsonObject> Operations(JsonObject body)
    {
        if (body.Member("displayName") is { } name)
            yield return new JsonObject { ["op"] = "replace", ["path"] = "displayName", ["value"] = name.DeepClone() };
        // In the given order: of two entries for one member the last applies. Neighbours with the same operation become one.
        JsonObject? current = null;
        foreach (var member in (body.Member("members") as JsonArray ?? []).OfType<JsonObject>())
        {
            var op = "delete".Equals(member.Member("operation").AsText(), StringComparison.OrdinalIgnoreCase) ? "remove" : "add";
            if (current?["op"]!.GetValue<string>() != op)
            {
                if (current is not null)
                    yield return current;
                current = new JsonObject { ["op"] = op, ["path"] = "members", ["value"] = new JsonArray() };
            }

            current["value"]!.AsArray().Add(new JsonObject { ["value"] = member.Member("value")?.DeepClone() });
        }

        if (current is not null)
            yield return current;
    }
}
