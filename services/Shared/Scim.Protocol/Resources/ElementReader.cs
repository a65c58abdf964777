using System.Text.Json.Nodes;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Resources;

/// <summary>
/// The rule for an element of a multi-valued attribute, in whatever request it stands (RFC 7643, section 2.4):
/// <list type="bullet">
/// <item>An element with a blank or null <c>value</c> is left out: fixed templates send one for what a person does not have.</item>
/// <item>An element with none of the sub-attributes that the schema has says nothing, and is refused.</item>
/// <item>An element with other sub-attributes but no <c>value</c> is kept, such as one with a <c>type</c> only.</item>
/// <item>Where the schema requires <c>value</c>, as in a group's <c>members</c>, an element without one is refused.</item>
/// </list>
/// </summary>
internal static class ElementReader
{
    private const string Value = "value";

    /// <summary>Reads an element. Null if it is left out.</summary>
    /// <param name="attribute">The multi-valued attribute.</param>
    /// <param name="element">The element as it was sent.</param>
    /// <param name="path">The attribute, as the client would write it.</param>
    /// <param name="refuseUnknown">True to refuse sub-attributes that the schema does not have; false to drop them.</param>
    /// <exception cref="ScimException">400 <c>invalidValue</c>, or <c>invalidPath</c> for an unknown sub-attribute.</exception>
    public static JsonNode? Read(AttributeDefinition attribute, JsonNode? element, string path, bool refuseUnknown)
    {
        if (attribute.Type != AttributeType.Complex)
            return ValueReader.ReadOne(attribute, element, path);
        if (element is not JsonObject sent)
            throw Refusal.Value(attribute, path, element, "objects as its elements");
        if (!sent.Any(member => attribute.SubAttribute(member.Key) is not null))
            throw Empty(attribute, sent, path);
        if (refuseUnknown && sent.FirstOrDefault(member => attribute.SubAttribute(member.Key) is null).Key is { } unknown)
            throw Refusal.UnknownPart($"{path}.{unknown}", attribute.SubAttributes);
        var read = ValueReader.ReadComplex(attribute.SubAttributes, sent, path);
        if (attribute.DefaultSubAttribute is not { } value)
            return read;
        if (value.Required && (read is null || IsBlank(read[Value])))
            throw ScimException.InvalidValue($"Each element of '{path}' needs a '{Value}': {value.Description}");
        if (sent.HasMember(Value) && (read is null || IsBlank(read[Value])))
            return null;
        return read ?? throw Empty(attribute, sent, path);
    }

    /// <summary>Reads a sub-attribute of elements. Null if it is unassigned, as a blank <c>value</c> is.</summary>
    /// <exception cref="ScimException">400 <c>invalidValue</c>.</exception>
    public static JsonNode? ReadPart(AttributeDefinition part, JsonNode? value, string path) =>
        ValueReader.Read(part, value, path) is { } read && !(part.Name == Value && IsBlank(read)) ? read : null;

    /// <summary>Removes a blank <c>value</c> from an element that a PATCH changed: blank is none.</summary>
    public static void DropBlankValue(JsonObject element)
    {
        if (element.ContainsKey(Value) && IsBlank(element[Value]))
            element.Remove(Value);
    }

    private static bool IsBlank(JsonNode? value) => value is null || (value.AsText() is { } text && string.IsNullOrWhiteSpace(text));

    private static ScimException Empty(AttributeDefinition attribute, JsonObject sent, string path) => ScimException.InvalidValue(
        $"'{path}' has an element that says nothing: {ScimJson.Describe(sent)}. It takes {Refusal.Names(attribute.SubAttributes)}.");
}
