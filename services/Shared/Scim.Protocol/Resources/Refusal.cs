using System.Text.Json.Nodes;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Resources;

/// <summary>
/// Refusals of values and names. Each says which attribute it is about, what was sent for it, and what would be right.
/// </summary>
internal static class Refusal
{
    /// <summary>400 <c>invalidValue</c>.</summary>
    /// <param name="path">The attribute, as the client would write it.</param>
    /// <param name="value">What was sent.</param>
    /// <param name="expected">What the attribute takes, such as <c>true or false</c>.</param>
    public static ScimException Value(string path, JsonNode? value, string expected) =>
        ScimException.InvalidValue($"'{Shown.Text(path)}' is {ScimJson.Describe(value)}; it takes {expected}.");

    /// <summary>400 <c>invalidValue</c>. The value of an attribute that is never returned, such as a password, is not shown.</summary>
    public static ScimException Value(AttributeDefinition attribute, string path, JsonNode? value, string expected) =>
        attribute.Returned == Returned.Never
            ? ScimException.InvalidValue($"'{Shown.Text(path)}' takes {expected}.")
            : Value(path, value, expected);

    /// <summary>400 <c>invalidPath</c>: no attribute of the type has this name.</summary>
    public static ScimException UnknownAttribute(string path, ResourceType type) =>
        ScimException.InvalidPath($"'{Shown.Text(path)}' is not an attribute of a {type.Name}.{Hint(path, type)}");

    /// <summary>400 <c>invalidPath</c>: an attribute has no sub-attribute of this name.</summary>
    /// <param name="path">The path with the sub-attribute.</param>
    /// <param name="parts">The sub-attributes that there are.</param>
    public static ScimException UnknownPart(string path, IReadOnlyList<AttributeDefinition> parts) =>
        ScimException.InvalidPath($"'{Shown.Text(path)}' is not an attribute. Known are {Names(parts)}.");

    /// <summary>The names of attributes, as a refusal lists them.</summary>
    public static string Names(IEnumerable<AttributeDefinition> attributes) =>
        string.Join(", ", attributes.Select(attribute => $"'{attribute.Name}'"));

    /// <summary>What the client may have meant: a sub-attribute of the attribute that it names, or an attribute of an extension.</summary>
    private static string Hint(string path, ResourceType type)
    {
        if (AttributePath.TryParse(path) is not { } parsed)
            return "";
        if (type.Resolve(parsed with { SubAttribute = null })?.Attribute is { SubAttributes.Count: > 0 } attribute)
            return $" '{attribute.Name}' has {Names(attribute.SubAttributes)}.";
        return type.Extensions.FirstOrDefault(extension => extension.Attributes.Named(parsed.Name) is not null) is { } owner
            ? $" Write '{parsed with { Urn = owner.Id }}'."
            : "";
    }
}
