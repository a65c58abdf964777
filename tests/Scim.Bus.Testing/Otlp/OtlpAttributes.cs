using System.Globalization;

namespace Scim.Bus.Testing;

/// <summary>OTLP's key-value lists (opentelemetry/proto/common/v1), as text.</summary>
internal static class OtlpAttributes
{
    private const int Key = 1;
    private const int Value = 2;

    /// <summary>The attributes in a repeated field of a message; of two with one name, the last.</summary>
    public static Dictionary<string, string> In(ProtobufFields? message, int field)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in message?.Messages(field) ?? []) attributes[pair.Text(Key) ?? ""] = ToText(pair.Message(Value));
        return attributes;
    }

    /// <summary>An AnyValue. Lists and maps are written out in brackets: for reading, not for parsing.</summary>
    public static string ToText(ProtobufFields? any)
    {
        if (any is null) return "";
        if (any.Text(1) is { } text) return text;
        if (any.Number(2) is { } flag) return flag != 0 ? "true" : "false";
        if (any.Number(3) is { } integer) return unchecked((long)integer).ToString(CultureInfo.InvariantCulture);
        if (any.Number(4) is { } bits) return BitConverter.UInt64BitsToDouble(bits).ToString("R", CultureInfo.InvariantCulture);
        if (any.Message(5) is { } list) return $"[{string.Join(", ", list.Messages(1).Select(ToText))}]";
        if (any.Message(6) is { } map) return $"{{{string.Join(", ", In(map, 1).Select(pair => $"{pair.Key}: {pair.Value}"))}}}";
        return any.Hex(7) ?? "";
    }
}
