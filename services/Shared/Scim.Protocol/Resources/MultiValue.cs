using System.Text.Json.Nodes;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Resources;

/// <summary>The rules for the elements of a multi-valued attribute (RFC 7643, section 2.4).</summary>
internal static class MultiValue
{
    /// <summary>How many values an attribute of a resource may have. Members of groups are not among them.</summary>
    public const int MaxValues = 500;

    private const string Primary = "primary";

    /// <summary>Whether two elements are one: the same <c>value</c> and <c>type</c>, or where there is no value, the same parts.</summary>
    public static bool Same(AttributeDefinition attribute, JsonNode? left, JsonNode? right)
    {
        if (left is not JsonObject a || right is not JsonObject b)
            return JsonNode.DeepEquals(left, right);
        if (a.ContainsKey("value") && b.ContainsKey("value"))
            return SamePart(attribute, a, b, "value") && SamePart(attribute, a, b, "type");
        return a.Where(NotPrimary).Count() == b.Where(NotPrimary).Count()
            && a.Where(NotPrimary).All(part => JsonNode.DeepEquals(part.Value, b[part.Key]));
    }

    /// <summary>Merges equal elements: the parts of a later one are added to the earlier one.</summary>
    public static void Deduplicate(AttributeDefinition attribute, JsonArray values)
    {
        for (var i = values.Count - 1; i > 0; i--)
        {
            for (var earlier = 0; earlier < i; earlier++)
            {
                if (!Same(attribute, values[earlier], values[i]))
                    continue;
                Merge(values[earlier], values[i]);
                values.RemoveAt(i);
                break;
            }
        }
    }

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

    public static void RequireBearable(JsonArray values, string path)
    {
        if (values.Count > MaxValues)
            throw ScimException.InvalidValue($"'{path}' has {values.Count} values; {MaxValues} is the most.");
    }

    public static void RequireOnePrimary(JsonArray values, string path)
    {
        if (values.Count(IsPrimary) > 1)
            throw ScimException.InvalidValue($"'{path}' has more than one element with primary set to true.");
    }

    private static bool NotPrimary(KeyValuePair<string, JsonNode?> part) => part.Key != Primary;

    private static bool SamePart(AttributeDefinition attribute, JsonObject a, JsonObject b, string name) =>
        attribute.SubAttribute(name) is not { } part || Equals(AttributeValue.From(a[name], part), AttributeValue.From(b[name], part));
}
