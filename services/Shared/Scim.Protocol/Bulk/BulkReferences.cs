using System.Text.Json.Nodes;
using Scim.Protocol.Resources;

namespace Scim.Protocol.Bulk;

/// <summary>
/// References to resources that the same bulk request creates: <c>bulkId:</c> with the <c>bulkId</c> of the operation that does (RFC 7644,
/// section 3.7.2), as a whole value in <c>data</c> or as the id in <c>path</c>.
/// </summary>
public static class BulkReferences
{
    private const string Prefix = "bulkId:";

    /// <summary>The operation that a text refers to; null if it is no reference.</summary>
    public static string? Target(string? text) =>
        text is not null && text.Length > Prefix.Length && text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            ? text[Prefix.Length..]
            : null;

    /// <summary>All operations that a value refers to.</summary>
    public static IEnumerable<string> In(JsonNode? node) => node switch
    {
        JsonObject complex => complex.SelectMany(member => In(member.Value)),
        JsonArray elements => elements.SelectMany(In),
        JsonValue value when Target(value.AsText()) is { } target => [target],
        _ => [],
    };

    /// <summary>A copy of a value with references replaced by ids. There must be an id for each.</summary>
    public static JsonNode? Resolve(JsonNode? node, IReadOnlyDictionary<string, string> ids) => node switch
    {
        JsonObject complex => new JsonObject(complex.Select(member => KeyValuePair.Create(member.Key, Resolve(member.Value, ids)))),
        JsonArray elements => new JsonArray([.. elements.Select(element => Resolve(element, ids))]),
        JsonValue value when Target(value.AsText()) is { } target => JsonValue.Create(ids[target]),
        _ => node?.DeepClone(),
    };

    /// <summary>
    /// Removes the attributes that refer to resources that do not exist yet, so that this one can be created without them and patched
    /// later. An extension keeps its other attributes.
    /// </summary>
    /// <returns>The resource without them, and the operations of the PATCH that adds them.</returns>
    public static (JsonObject Resource, JsonArray Additions) Postpone(JsonObject resource, Func<string, bool> isUnresolved)
    {
        var rest = new JsonObject();
        var additions = new JsonArray();
        foreach (var (name, value) in resource)
        {
            if (!In(value).Any(isUnresolved))
            {
                rest[name] = value?.DeepClone();
            }
            else if (name.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) && value is JsonObject extension)
            {
                var (kept, inner) = Postpone(extension, isUnresolved);
                rest[name] = kept;
                foreach (var addition in inner.OfType<JsonObject>())
                    additions.Add(Addition($"{name}:{addition["path"]}", addition["value"]));
            }
            else
            {
                additions.Add(Addition(name, value));
            }
        }

        return (rest, additions);
    }

    private static JsonObject Addition(string path, JsonNode? value) =>
        new() { ["op"] = "add", ["path"] = path, ["value"] = value?.DeepClone() };
}
