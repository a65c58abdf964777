using System.Text.Json.Nodes;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>
/// Entra only: the value of a single-valued attribute in an array of one, as <c>manager</c> has it
/// (https://learn.microsoft.com/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups, "Handling provisioning and deprovisioning
/// of users", example 5). The RFC has arrays for multi-valued attributes only.
/// </summary>
internal static class OneInArray
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
