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
    public static ElementKey Of(AttributeDefinition attribute, JsonNode? element)
    {
        if (element is not JsonObject complex)
            return new ElementKey(null, null, element?.ToJsonString());
        return complex["value"] is { } value
            ? new ElementKey(Comparable(attribute, "value", value), Comparable(attribute, "type", complex["type"]), null)
            : new ElementKey(null, null, PartsOf(complex));
    }

    private static object? Comparable(AttributeDefinition attribute, string name, JsonNode? value) =>
        value is not null && attribute.SubAttribute(name) is { } part ? AttributeValue.From(value, part) : null;

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
