using System.Text.Json.Nodes;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>
/// Entra only: unwraps the value of a single-valued attribute from an array, which RFC 7644 has for multi-valued attributes only
/// (https://learn.microsoft.com/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups, section "Handling provisioning and
/// deprovisioning of users", example 5). A simple attribute is taken from the <c>value</c> of the element.
/// <code>
/// before: {"op":"Add","path":"manager","value":[{"$ref":null,"value":"2819c223"}]}
///         {"op":"Replace","path":"department","value":[{"$ref":null,"value":"Sales"}]}
/// after:  {"op":"Add","path":"manager","value":{"$ref":null,"value":"2819c223"}}
///         {"op":"Replace","path":"department","value":"Sales"}
/// </code>
/// </summary>
internal static class UnwrapSingleElementArray
{
    public static IEnumerable<JsonObject>? Repair(JsonObject operation, ResourceType type)
    {
        if (operation.Member("path").AsText() is not { } path
            || operation.Member("value") is not JsonArray { Count: 1 } array
            || PatchTarget.AttributeOf(path, type) is not { MultiValued: false } attribute)
        {
            return null;
        }

        var value = attribute.Type != AttributeType.Complex && array[0] is JsonObject element && element.HasMember("value")
            ? element.Member("value")
            : array[0];
        return [new JsonObject { ["op"] = operation.Member("op")?.DeepClone(), ["path"] = path, ["value"] = value?.DeepClone() }];
    }
}
