using System.Text.Json.Nodes;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Limits;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Resources;

/// <summary>
/// The rules for the elements of a multi-valued attribute (RFC 7643, section 2.4). Each takes time in proportion to their number.
/// </summary>
internal static class MultiValue
{
    public const string Primary = "primary";

    /// <summary>Merges equal elements: the parts of a later one are added to the earlier one.</summary>
    public static void Deduplicate(AttributeDefinition attribute, JsonArray values)
    {
        var compared = new ComparedValues();
        Deduplicate(values, element => ElementKey.Of(attribute, element, compared), (_, _) => { });
    }

    /// <inheritdoc cref="Deduplicate(AttributeDefinition,JsonArray)" />
    /// <param name="values">The elements.</param>
    /// <param name="keyOf">Returns the key of an element.</param>
    /// <param name="merged">Called with the element that stays and the one that goes.</param>
    public static void Deduplicate(JsonArray values, Func<JsonNode?, ElementKey> keyOf, Action<JsonNode?, JsonNode?> merged)
    {
        if (values.Count < 2)
            return;
        var first = new Dictionary<ElementKey, JsonNode?>(values.Count);
        var duplicates = new HashSet<JsonNode?>(ReferenceEqualityComparer.Instance);
        foreach (var value in values)
        {
            var key = keyOf(value);
            if (first.TryAdd(key, value))
                continue;
            var kept = first[key];
            Merge(kept, value);
            merged(kept, value);
            duplicates.Add(value);
        }

        Remove(values, duplicates);
    }

    /// <summary>Removes elements, which are compared by reference.</summary>
    public static void Remove(JsonArray values, HashSet<JsonNode?> gone) => values.RemoveAll(gone.Contains);

    /// <summary>Copies the parts of one element to another.</summary>
    public static void Merge(JsonNode? into, JsonNode? from)
    {
        if (into is not JsonObject target || from is not JsonObject source)
            return;
        foreach (var (name, part) in source)
        {
            if (!JsonNode.DeepEquals(target[name], part))
                target[name] = part?.DeepClone();
        }
    }

    public static bool IsPrimary(JsonNode? element) =>
        element is JsonObject complex && complex[Primary] is JsonValue value && value.TryGetValue<bool>(out var primary) && primary;

    public static void Demote(JsonNode? element)
    {
        if (element is JsonObject complex)
            complex[Primary] = false;
    }

    /// <summary>Refuses more elements than a request may send, or a resource may have after it.</summary>
    public static void RequireBearable(JsonArray values, string path)
    {
        if (values.Count > RequestLimits.Elements)
            throw ScimException.InvalidValue($"'{path}' has {values.Count} values; {RequestLimits.Elements} is the most.");
    }

    public static void RequireOnePrimary(JsonArray values, string path)
    {
        if (values.Count(IsPrimary) > 1)
            throw ScimException.InvalidValue($"'{path}' has more than one element with primary set to true.");
    }
}
