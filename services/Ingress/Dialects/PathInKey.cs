using System.Text.Json.Nodes;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>
/// Quirk 4: an operation without a path whose value has paths for names, such as <c>"name.givenName"</c> or a URN with an attribute
/// (Captain-P-Goldfish/SCIM-SDK#267, simpleidserver/SimpleIdServer#494). Each such name becomes an operation of its own.
/// </summary>
internal static class PathInKey
{
    public static IEnumerable<JsonObject>? Repair(JsonObject operation, ResourceType type)
    {
        if (operation.Member("path") is not null || operation.Member("value") is not JsonObject values)
            return null;
        var paths = values.Select(member => member.Key).Where(name => IsPath(name, type)).ToList();
        return paths.Count == 0 ? null : Split(operation, values, paths);
    }

    private static bool IsPath(string name, ResourceType type) => type.Extension(name) is null && name.AsSpan().ContainsAny(".:[");

    private static IEnumerable<JsonObject> Split(JsonObject operation, JsonObject values, List<string> paths)
    {
        var rest = new JsonObject(values.Where(member => !paths.Contains(member.Key)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        if (rest.Count > 0)
            yield return new JsonObject { ["op"] = operation.Member("op")?.DeepClone(), ["value"] = rest };
        foreach (var path in paths)
            yield return new JsonObject { ["op"] = operation.Member("op")?.DeepClone(), ["path"] = path, ["value"] = values[path]?.DeepClone() };
    }
}
