using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Scim.Protocol.Errors;
using Scim.Protocol.Limits;

namespace Scim.Protocol.Resources;

/// <summary>Reads JSON as strictly as RFC 8259 allows: a name twice in one object is refused, not resolved by luck.</summary>
public static class ScimJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = RequestLimits.Depth };

    /// <summary>Reads an object.</summary>
    /// <exception cref="ScimException">400 <c>invalidSyntax</c>.</exception>
    public static JsonObject ParseObject(ReadOnlySpan<byte> utf8)
    {
        // Checked at once, for System.Text.Json checks only what is read, when it is read.
        if (!Utf8.IsValid(utf8))
            throw ScimException.InvalidSyntax("The body is not UTF-8.");
        try
        {
            return JsonNode.Parse(utf8, documentOptions: Strict) as JsonObject
                ?? throw ScimException.InvalidSyntax("The body must be a JSON object.");
        }
        catch (JsonException e)
        {
            throw ScimException.InvalidSyntax($"The body is not JSON: {Reason(e)}", e);
        }
        catch (InvalidOperationException e)
        {
            // What System.Text.Json says of a name with half of a surrogate pair.
            throw ScimException.InvalidSyntax("The body has a name that is not valid Unicode.", e);
        }
    }

    /// <summary>The member with this name in any case, or null. A message's own members are as case-insensitive as attributes.</summary>
    public static JsonNode? Member(this JsonObject json, string name)
    {
        if (json.TryGetPropertyValue(name, out var exact))
            return exact;
        foreach (var (key, value) in json)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        return null;
    }

    /// <summary>Whether there is a member with this name in any case, be it null.</summary>
    public static bool HasMember(this JsonObject json, string name) =>
        json.ContainsKey(name) || json.Any(member => member.Key.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// A value in a few words: a text in quotes, a number, true, false or null as it is. Of objects and arrays only names and numbers are
    /// shown, so that a refusal does not repeat a body.
    /// </summary>
    public static string Describe(this JsonNode? value) => value switch
    {
        null => "null",
        JsonArray { Count: 1 } => "an array of one element",
        JsonArray array => $"an array of {array.Count} elements",
        JsonObject { Count: 0 } => "an empty object",
        JsonObject complex => $"an object with {Shown.Names([.. complex.Select(member => member.Key)])}",
        _ when value.GetValueKind() == JsonValueKind.String => value.AsText() is { } text ? $"'{Shown.Text(text)}'" : "not valid Unicode",
        _ => Shown.Text(value.ToJsonString()),
    };

    /// <summary>The text of a string; null if the node is something else, or holds half of a surrogate pair.</summary>
    public static string? AsText(this JsonNode? node)
    {
        try
        {
            return node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json finds a lone surrogate only when the string is asked for.
            return null;
        }
    }

    /// <summary>The reader's message, with its place counted from 1 as editors do: people read this in their provider's log.</summary>
    private static string Reason(JsonException e)
    {
        var message = e.Message;
        var place = message.IndexOf(" LineNumber: ", StringComparison.Ordinal);
        return place < 0 ? message : $"{message[..place]} (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1})";
    }
}
