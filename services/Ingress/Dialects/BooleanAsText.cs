using System.Text.Json.Nodes;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>
/// Quirk 1: parses booleans that Entra sends as text (scimmyjs/scimmy#51, rancher/rancher#52996).
/// <code>
/// before: {"op":"Replace","path":"active","value":"False"}
/// after:  {"op":"Replace","path":"active","value":false}
/// </code>
/// </summary>
internal static class BooleanAsText
{
    public static JsonNode? Repair(AttributeDefinition attribute, JsonNode value) =>
        attribute.Type == AttributeType.Boolean && bool.TryParse(value.AsText(), out var truth) ? JsonValue.Create(truth) : null;
}
