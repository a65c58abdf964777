using System.Text.Json;
using System.Text.Json.Nodes;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Resources;

/// <summary>
/// Reads the value of an attribute as a client sent it: checks it against the definition, and gives it back with canonical names
/// and without what is null, empty, unknown or not the client's to set.
/// </summary>
public static class ValueReader
{
    /// <summary>Reads all values of an attribute. Null means that the attribute is unassigned (RFC 7643, section 2.5).</summary>
    /// <exception cref="ScimException">400 <c>invalidValue</c>, naming the attribute.</exception>
    public static JsonNode? Read(AttributeDefinition attribute, JsonNode? value, string path)
    {
        if (!attribute.MultiValued)
            return ReadOne(attribute, value, path);
        return value switch
        {
            null => null,
            JsonArray array => ReadMany(attribute, array, path, refuseUnknown: false),
            _ => throw Refusal.Value(attribute, path, value, "an array, as it is multi-valued"),
        };
    }

    /// <summary>Reads the value of a single-valued attribute.</summary>
    /// <exception cref="ScimException">400 <c>invalidValue</c>, naming the attribute.</exception>
    public static JsonNode? ReadOne(AttributeDefinition attribute, JsonNode? value, string path)
    {
        if (value is null)
            return null;
        return attribute.Type switch
        {
            AttributeType.Complex => ReadComplex(attribute.SubAttributes, value, path),
            AttributeType.Boolean => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False
                ? value.DeepClone()
                : throw Refusal.Value(attribute, path, value, "true or false"),
            AttributeType.Integer => IsInteger(value) ? value.DeepClone() : throw Refusal.Value(attribute, path, value, "a whole number"),
            AttributeType.Decimal => IsDecimal(value) ? value.DeepClone() : throw Refusal.Value(attribute, path, value, "a number"),
            _ => ReadText(attribute, value, path),
        };
    }

    /// <summary>Reads an object of parts: a complex value, or a whole extension. Null if nothing is left of it.</summary>
    /// <exception cref="ScimException">400 <c>invalidValue</c>, naming the part.</exception>
    public static JsonObject? ReadComplex(IReadOnlyList<AttributeDefinition> parts, JsonNode? value, string path)
    {
        if (value is null)
            return null;
        if (value is not JsonObject complex)
            throw Refusal.Value(path, value, "an object");
        var result = new JsonObject();
        foreach (var (name, part) in complex)
        {
            if (parts.Named(name) is not { Mutability: not Mutability.ReadOnly } definition)
                continue;
            if (result.ContainsKey(definition.Name))
                throw ScimException.InvalidSyntax($"'{path}.{definition.Name}' is given twice.");
            if (Read(definition, part, $"{path}.{definition.Name}") is { } read)
                result[definition.Name] = read;
        }

        return result.Count > 0 ? result : null;
    }

    /// <summary>Reads the elements of a multi-valued attribute. Null if none is left.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="values">The elements as they were sent.</param>
    /// <param name="path">The attribute, as the client would write it.</param>
    /// <param name="refuseUnknown">True to refuse sub-attributes that the schema does not have, as PATCH does.</param>
    internal static JsonArray? ReadMany(AttributeDefinition attribute, JsonArray values, string path, bool refuseUnknown)
    {
        var result = new JsonArray();
        foreach (var value in values)
        {
            if (ElementReader.Read(attribute, value, path, refuseUnknown) is { } read)
                result.Add(read);
        }

        // Detached values are as many as a group has members; whoever keeps them knows which are the same.
        if (!attribute.Detached)
        {
            MultiValue.RequireBearable(result, path);
            MultiValue.Deduplicate(attribute, result);
            MultiValue.RequireOnePrimary(result, path);
        }

        return result.Count > 0 ? result : null;
    }

    private static JsonValue ReadText(AttributeDefinition attribute, JsonNode value, string path)
    {
        var text = value.AsText() ?? throw Refusal.Value(attribute, path, value, "a string of valid Unicode");
        if (text.Length > attribute.MaxLength)
            throw ScimException.InvalidValue($"'{path}' has {text.Length} characters; {attribute.MaxLength} is the most.");
        if (text.Contains('\0', StringComparison.Ordinal))
            throw ScimException.InvalidValue($"'{path}' must not contain the character U+0000.");
        if (attribute.Check?.Invoke(text) is { } problem)
            throw ScimException.InvalidValue($"'{path}' is '{Shown.Text(text)}', which {problem}.");
        if (attribute.Type == AttributeType.DateTime && AttributeValue.Time(text) is null)
            throw Refusal.Value(attribute, path, value, "a dateTime such as 2011-05-13T04:42:34Z");
        if (attribute.Type == AttributeType.Binary && !IsBase64(text))
            throw Refusal.Value(attribute, path, value, "Base64");
        return JsonValue.Create(text);
    }

    private static bool IsInteger(JsonNode value) => value is JsonValue number && number.TryGetValue<long>(out _);

    private static bool IsDecimal(JsonNode value) => value is JsonValue number && number.TryGetValue<decimal>(out _);

    /// <summary>Base64 or base64url, padded or not (RFC 7643, section 2.3.6).</summary>
    private static bool IsBase64(string text)
    {
        var standard = text.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        return Convert.TryFromBase64String(standard + new string('=', (4 - (standard.Length % 4)) % 4), new byte[standard.Length], out _);
    }
}
