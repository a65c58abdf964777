using System.Text.Json.Nodes;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>
/// Quirk 4: splits an operation without a path whose keys are paths, such as <c>name.givenName</c> or a URN with an attribute, into one
/// operation for each such key (Captain-P-Goldfish/SCIM-SDK#267, simpleidserver/SimpleIdServer#494).
/// <code>
/// before: {"op":"replace","value":{"displayName":"Ann","name.givenName":"Ann"}}
/// after:  {"op":"replace","value":{"displayName":"Ann"}},
///         {"op":"replace","path":"name.givenName","value":"Ann"}
/// </code>
/// </summary>
internal static class SplitDottedKeys
{
    public static IEnumerable<JsonObject>? Repair(JsonObject operation, ResourceType type)
    {
        if (operation.Member("path") is not null || operation.Member("value") is not JsonObject values)
            return null;
        var paths = values.Select(member => member.Key).Where(name => IsPath(name, type)).ToHashSet(StringComparer.Ordinal);
        return paths.Count == 0 ? null : Split(operation, values, paths);
    }

    private static bool IsPath(string name, ResourceType type) => type.Extension(name) is null && name.AsSpan().ContainsAny(".:[");

    private static IEnumerable<JsonObject> Split(JsonObject operation, JsonObject values, HashSet<string> paths)
    {
        var op = operation.Member("op");
        var others = values.Where(member => !paths.Contains(member.Key));
        var rest = new JsonObject(others.Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        if (rest.Count > 0)
            yield return new JsonObject { ["op"] = op?.DeepClone(), ["value"] = rest };
        foreach (var path in paths)
            yield return new JsonObject { ["op"] = op?.DeepClone(), ["path"] = path, ["value"] = values[path]?.DeepClone() };
    }
}
