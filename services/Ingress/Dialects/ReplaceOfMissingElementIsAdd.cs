using System.Text.Json.Nodes;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>
/// Quirk 6, Entra only: turns a replace of a sub-attribute of a selected element into an add, which creates the element if none matches
/// (zitadel/zitadel#9690). RFC 7644 refuses such a replace with <c>noTarget</c>; on an element that exists, the two do the same.
/// <code>
/// before: {"op":"Replace","path":"emails[type eq \"work\"].value","value":"ann@acme.example"}
/// after:  {"op":"add","path":"emails[type eq \"work\"].value","value":"ann@acme.example"}
/// </code>
/// </summary>
internal static class ReplaceOfMissingElementIsAdd
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
