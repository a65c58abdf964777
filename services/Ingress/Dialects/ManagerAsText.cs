using System.Text.Json.Nodes;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>
/// Quirk 7: Entra sends the manager's id where an object with the id as its <c>value</c> belongs (Captain-P-Goldfish/SCIM-SDK#686,
/// apache/directory-scimple#1242).
/// </summary>
internal static class ManagerAsText
{
    public static JsonNode? Repair(AttributeDefinition attribute, JsonNode value) =>
        attribute is { Name: "manager", Type: AttributeType.Complex } && value.AsText() is { } id
            ? new JsonObject { ["value"] = id.Length > 0 ? id : null }
            : null;
}
