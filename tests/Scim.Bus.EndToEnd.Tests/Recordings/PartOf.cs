using System.Text.Json.Nodes;

namespace Scim.Bus.EndToEnd.Tests.Recordings;

/// <summary>
/// Compares JSON with the parts that it must have: members that are not named may be anything, named ones that are null must be absent,
/// arrays have as many elements as expected, in any order, and <c>"*"</c> is any value.
/// </summary>
internal static class PartOf
{
    private const string Anything = "*";

    /// <summary>Describes the first difference; null if there is none.</summary>
    public static string? Difference(JsonNode? expected, JsonNode? actual, string path = "body") => (expected, actual) switch
    {
        (null, null) => null,
        (JsonValue any, not null) when any.TryGetValue<string>(out var text) && text == Anything => null,
        (JsonObject parts, JsonObject whole) =>
            parts.Select(part => Difference(part.Value, whole[part.Key], $"{path}.{part.Key}")).FirstOrDefault(found => found is not null),
        (JsonArray parts, JsonArray whole) => Elements(parts, whole, path),
        _ => JsonNode.DeepEquals(expected, actual) ? null : $"{path} is {Show(actual)}, expected {Show(expected)}",
    };

    private static string? Elements(JsonArray expected, JsonArray actual, string path)
    {
        if (expected.Count != actual.Count)
            return $"{path} has {actual.Count} elements, expected {expected.Count}: {Show(actual)}";
        var left = actual.ToList();
        foreach (var element in expected)
        {
            var found = left.FindIndex(other => Difference(element, other, path) is null);
            if (found < 0)
                return $"{path} has no element {Show(element)}: {Show(actual)}";
            left.RemoveAt(found);
        }

        return null;
    }

    private static string Show(JsonNode? node) => node?.ToJsonString() ?? "null";
}
