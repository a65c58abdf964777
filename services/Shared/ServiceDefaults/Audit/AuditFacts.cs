using System.Text.Json.Nodes;

namespace Scim.Bus.ServiceDefaults.Audit;

/// <summary>What an entry says of something that was changed.</summary>
public static class AuditFacts
{
    /// <summary>Characters of a value in JSON. What is longer is replaced by its size, so that an entry stays small.</summary>
    private const int MaxLength = 1_000;

    /// <summary>A list of names, or of other texts.</summary>
    public static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(name => JsonValue.Create(name))]);

    /// <summary>The members that differ: as they were, and as they are.</summary>
    internal static (JsonObject? Before, JsonObject? After) Between(JsonObject? before, JsonObject after)
    {
        if (before is null)
            return (null, Pick(after, after.Select(member => member.Key)));
        var names = before.Concat(after).Select(member => member.Key).Distinct(StringComparer.Ordinal);
        var changed = names.Where(name => !JsonNode.DeepEquals(before[name], after[name])).ToList();
        return (Pick(before, changed), Pick(after, changed));
    }

    /// <summary>The members with these names that have a value; null if there are none.</summary>
    private static JsonObject? Pick(JsonObject of, IEnumerable<string> names)
    {
        var picked = new JsonObject();
        foreach (var name in names)
        {
            if (of[name] is { } value)
                picked[name] = Shorten(value);
        }

        return picked.Count == 0 ? null : picked;
    }

    private static JsonNode Shorten(JsonNode value)
    {
        if (value.ToJsonString().Length <= MaxLength)
            return value.DeepClone();
        return value switch
        {
            JsonArray list => $"{list.Count} values",
            JsonObject complex => $"{complex.Count} members",
            _ => $"{value.ToString().Length} characters",
        };
    }
}
