using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Scim.Protocol.Resources;

namespace Scim.Bus.Ingress.RequestLog;

/// <summary>
/// Copies a body for the record: at most 16 kB of it, lists of members as their lengths, and whatever looks secret hidden: by its name, by
/// the path of its operation, by the type or name of its element, or by its own form. Takes time in proportion to what it writes.
/// </summary>
internal sealed class BodyRedactor : IDisposable
{
    private const int MaxSize = 16 * 1024;

    /// <summary>For the brackets that are still open, and for one short text whose escapes were not counted.</summary>
    private const int Margin = 1_024;

    private const int MaxText = 2_000;
    private const int MaxNumber = 40;
    private const int MaxMembers = 10;
    private const int Depth = 64;
    private const string Members = "members";

    /// <summary>Members of an object that say what its value is.</summary>
    private static readonly FrozenSet<string> Labels =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "path", "type", "name", "key", "attribute", "field", "label");

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = Depth };

    private readonly ArrayBufferWriter<byte> _buffer = new(1_024);
    private readonly Utf8JsonWriter _json;
    private HiddenValues? _hidden;
    private bool _isPartial;

    private BodyRedactor() => _json = new Utf8JsonWriter(_buffer, Options);

    /// <summary>Makes the copy.</summary>
    /// <param name="body">The body as it was sent.</param>
    /// <param name="bytes">Its length; null if it is not known.</param>
    public static RedactedBody Redact(JsonObject body, long? bytes)
    {
        using var redactor = new BodyRedactor();
        redactor.Write(body);
        redactor._json.Flush();
        var copy = new RecordedBody
        {
            Bytes = bytes,
            Json = new RawJson(redactor._buffer.WrittenMemory),
            IsTruncated = redactor._isPartial,
        };
        return new RedactedBody(copy, redactor._hidden);
    }

    public void Dispose() => _json.Dispose();

    private void Write(JsonObject complex)
    {
        var isSecret = IsLabelledSecret(complex);
        var isOfMembers = complex.Member("path").AsText()?.Contains(Members, StringComparison.OrdinalIgnoreCase) == true;
        _json.WriteStartObject();
        foreach (var (name, value) in complex)
        {
            if (!HasRoom(name.Length))
                break;
            _json.WritePropertyName(name);
            if (value is not null && (SecretNames.Suggest(name) || (isSecret && !Labels.Contains(name) && !IsPlain(name))))
                Hide(value);
            else if (isSecret && Is(name, "path"))
                WritePath(value.AsText() ?? "");
            else if (value is JsonArray { Count: > MaxMembers } list && (isOfMembers || Is(name, Members)))
                WriteLeftOut(list.Count, Members);
            else
                Write(value);
        }

        _json.WriteEndObject();
    }

    private void Write(JsonNode? node)
    {
        switch (node)
        {
            case null:
                _json.WriteNullValue();
                break;
            case JsonObject complex:
                Write(complex);
                break;
            case JsonArray list:
                Write(list);
                break;
            default:
                Write(node.AsValue());
                break;
        }
    }

    private void Write(JsonArray list)
    {
        _json.WriteStartArray();
        foreach (var element in list)
        {
            if (!HasRoom(0))
                break;
            Write(element);
        }

        _json.WriteEndArray();
    }

    private void Write(JsonValue value)
    {
        if (value.GetValueKind() == JsonValueKind.String)
            WriteText(value.AsText() ?? "[not valid Unicode]");
        else if (value.ToJsonString() is { Length: > MaxNumber } number)
            WriteLeftOut(number.Length, "digits");
        else
            value.WriteTo(_json);
    }

    private void WriteText(string text)
    {
        if (SecretText.Looks(text))
            Hide(text);
        else if (text.Length > MaxText)
            WriteLeftOut(text.Length, "characters");
        else if (text.Length <= 100)
            _json.WriteStringValue(text);
        else if (JsonEncodedText.Encode(text, Options.Encoder) is var encoded && HasRoom(encoded.EncodedUtf8Bytes.Length))
            _json.WriteStringValue(encoded);
        else
            WriteLeftOut(text.Length, "characters");
    }

    private void WriteLeftOut(int count, string what)
    {
        _isPartial = true;
        _json.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"[{count} {what}]"));
    }

    /// <summary>A path that suggests a secret may have one in its filter.</summary>
    private void WritePath(string path)
    {
        foreach (var quoted in SecretText.QuotedIn(path))
            (_hidden ??= new HiddenValues()).Add(quoted);
        WriteText(SecretText.HideQuoted(path));
    }

    private void Hide(JsonNode value)
    {
        _json.WriteStringValue(SecretText.Redacted);
        (_hidden ??= new HiddenValues()).AddAll(value);
    }

    private bool HasRoom(int more)
    {
        if (_json.BytesCommitted + _json.BytesPending + more < MaxSize - Margin)
            return true;
        _isPartial = true;
        return false;
    }

    private static bool IsLabelledSecret(JsonObject complex)
    {
        foreach (var (name, value) in complex)
        {
            if (Labels.Contains(name) && value.AsText() is { } label && SecretNames.Suggest(label))
                return true;
        }

        return false;
    }

    private static bool IsPlain(string name) => Is(name, "op") || Is(name, "primary");

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
