using System.Text.Json.Nodes;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>
/// Quirk 6, Entra only: a replace of a part of an element that is not there, as in <c>emails[type eq "work"].value</c>, is meant to create the
/// element, where the RFC wants it refused (zitadel/zitadel#9690). On a part, add and replace differ in nothing else.
/// </summary>
internal static class ReplaceOfNothing
{
    public static IEnumerable<JsonObject>? Repair(JsonObject operation, ResourceType _)
    {
        if (operation.Member("path").AsText() is not { } path
            || !"replace".Equals(operation.Member("op").AsText(), StringComparison.OrdinalIgnoreCase)
            || PatchTarget.PathOf(path) is not { Filter: not null, SubAttribute: not null })
        {
            return null;
        }

        return [new JsonObject { ["op"] = "add", ["path"] = path, ["value"] = operation.Member("value")?.DeepClone() }];
    }
}
