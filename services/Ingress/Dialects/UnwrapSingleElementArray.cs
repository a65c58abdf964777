using System.Text.Json.Nodes;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>
/// Unwraps a value from an array, where RFC 7644 has an array for multi-valued attributes only: Entra does it
/// (https://learn.microsoft.com/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups, section "Handling provisioning and
/// deprovisioning of users", example 5), and clients built on SCIM-SDK 1.34 (Captain-P-Goldfish/SCIM-SDK#968), without a path too. A simple
/// attribute is taken from the <c>value</c> of the element.
/// <code>
/// before: {"op":"Add","path":"manager","value":[{"$ref":null,"value":"2819c223"}]}
///         {"op":"Replace","path":"department","value":[{"$ref":null,"value":"Sales"}]}
///         {"op":"replace","path":"active","value":[false]}
///         {"op":"replace","value":[{"active":[false]}]}
/// after:  {"op":"Add","path":"manager","value":{"$ref":null,"value":"2819c223"}}
///         {"op":"Replace","path":"department","value":"Sales"}
///         {"op":"replace","path":"active","value":false}
///         {"op":"replace","value":{"active":false}}
/// </code>
/// </summary>
internal static class UnwrapSingleElementArray
{
    public static IEnumerable<JsonObject>? Repair(JsonObject operation, ResourceType type)
    {
        if (operation.Member("path") is null)
            return Whole(operation, type);
        if (operation.Member("path").AsText() is not { } path
            || operation.Member("value") is not JsonArray { Count: 1 } array
            || PatchTarget.AttributeOf(path, type) is not { MultiValued: false } attribute)
        {
            return null;
        }

        return [new JsonObject { ["op"] = operation.Member("op")?.DeepClone(), ["path"] = path, ["value"] = Unwrapped(array, attribute) }];
    }

    private static IEnumerable<JsonObject>? Whole(JsonObject operation, ResourceType type)
    {
        var value = operation.Member("value");
        var values = value switch
        {
            JsonObject plain => plain,
            JsonArray { Count: 1 } array => array[0] as JsonObject,
            _ => null,
        };
        if (values is null || (value is JsonObject && !values.Any(member => IsWrapped(member, type))))
            return null;
        var repaired = new JsonObject(values.Select(member => KeyValuePair.Create(
            member.Key,
            IsWrapped(member, type) ? Unwrapped((JsonArray)member.Value!, type.Attribute(member.Key)!) : member.Value?.DeepClone())));
        return [new JsonObject { ["op"] = operation.Member("op")?.DeepClone(), ["value"] = repaired }];
    }

    private static bool IsWrapped(KeyValuePair<string, JsonNode?> member, ResourceType type) =>
        member.Value is JsonArray { Count: 1 } && type.Attribute(member.Key) is { MultiValued: false };

    private static JsonNode? Unwrapped(JsonArray array, AttributeDefinition attribute)
    {
        var value = attribute.Type != AttributeType.Complex && array[0] is JsonObject element && element.HasMember("value")
            ? element.Member("value")
            : array[0];
        return value?.DeepClone();
    }
}
