using System.Text.Json.Nodes;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>
/// Quirk 7: wraps a manager's id, which Entra sends without its object (Captain-P-Goldfish/SCIM-SDK#686, apache/directory-scimple#1242).
/// <code>
/// before: {"manager":"2819c223"}
/// after:  {"manager":{"value":"2819c223"}}
/// </code>
/// </summary>
internal static class ManagerAsText
{
    public static JsonNode? Repair(AttributeDefinition attribute, JsonNode value) =>
        attribute is { Name: "manager", Type: AttributeType.Complex } && value.AsText() is { } id
            ? new JsonObject { ["value"] = id.Length > 0 ? id : null }
            : null;
}
