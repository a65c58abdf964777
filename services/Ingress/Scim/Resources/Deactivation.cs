using System.Text.Json;
using System.Text.Json.Nodes;
using Scim.Bus.Ingress.Dialects;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Resources;

/// <summary>Tells whether a request deactivates a user. Looks at the repaired body, which the engine may have refused.</summary>
internal static class Deactivation
{
    private static readonly AttributeDefinition Active = ResourceTypes.User.Attribute("active")!;

    /// <summary>True for a PUT with <c>active</c> false, and for a PATCH with an operation that sets it to false.</summary>
    public static bool IsAskedBy(JsonObject body) =>
        IsFalse(body) || (body.Member("Operations") as JsonArray ?? []).OfType<JsonObject>().Any(IsAskedByOperation);

    private static bool IsAskedByOperation(JsonObject operation)
    {
        if ("remove".Equals(operation.Member("op").AsText(), StringComparison.OrdinalIgnoreCase))
            return false;
        return operation.Member("path").AsText() is { } path
            ? IsFalse(operation.Member("value")) && PatchTarget.AttributeOf(path, ResourceTypes.User) == Active
            : operation.Member("value") is JsonObject values && IsFalse(values);
    }

    private static bool IsFalse(JsonObject attributes) => IsFalse(attributes.Member(Active.Name));

    private static bool IsFalse(JsonNode? value) => value is JsonValue && value.GetValueKind() == JsonValueKind.False;
}
