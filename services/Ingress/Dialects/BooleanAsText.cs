using System.Text.Json.Nodes;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>Quirk 1: Entra sends booleans as <c>"True"</c> and <c>"False"</c> (scimmyjs/scimmy#51, rancher/rancher#52996).</summary>
internal static class BooleanAsText
{
    public static JsonNode? Repair(AttributeDefinition attribute, JsonNode value) =>
        attribute.Type == AttributeType.Boolean && bool.TryParse(value.AsText(), out var truth) ? JsonValue.Create(truth) : null;
}
