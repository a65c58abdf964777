using System.Text;
using System.Text.Json.Nodes;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Resources;

/// <summary>
/// What makes two elements of a multi-valued attribute one: the same <c>value</c> and <c>type</c>, or where there is no value, the same
/// sub-attributes, <c>primary</c> apart (RFC 7643, section 2.4). Equal keys mean the same element, so that a set finds duplicates.
/// </summary>
/// <param name="Value">The <c>value</c> as it is compared; null for an element without one.</param>
/// <param name="Type">The <c>type</c> as it is compared.</param>
/// <param name="Parts">All sub-attributes of an element without a value.</param>
internal readonly record struct ElementKey(object? Value, object? Type, string? Parts)
{
    /// <summary>The key of an element.</summary>
    /// <param name="attribute">The multi-valued attribute.</param>
    /// <param name="element">The element.</param>
    /// <param name="values">Values that were normalised before.</param>
    public static ElementKey Of(AttributeDefinition attribute, JsonNode? element, ComparedValues values)
    {
        if (element is not JsonObject complex)
            return new ElementKey(null, null, element?.ToJsonString());
        return complex["value"] is { } value
            ? new ElementKey(Comparable("value", value), Comparable("type", complex["type"]), null)
            : new ElementKey(null, null, PartsOf(complex));

        object? Comparable(string name, JsonNode? part) =>
            part is not null && attribute.SubAttribute(name) is { } definition ? values.ValueOf(part, definition) : null;
    }

    private static string PartsOf(JsonObject complex)
    {
        var parts = new StringBuilder();
        foreach (var (name, part) in complex.OrderBy(part => part.Key, StringComparer.Ordinal))
        {
            if (name != MultiValue.Primary)
                parts.Append(name).Append(':').Append(part?.ToJsonString()).Append(',');
        }

        return parts.ToString();
    }
}
