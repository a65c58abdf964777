using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scim.Bus.Contracts;

/// <summary>
/// Identifies a customer of Pinpoint. The operator chooses it, and it is part of URLs: 1 to 63 lower-case letters, digits and inner
/// hyphens.
/// </summary>
[JsonConverter(typeof(TenantIdJsonConverter))]
public readonly record struct TenantId : IParsable<TenantId>
{
    private const int MaxLength = 63;

    private readonly string? _value;

    private TenantId(string value) => _value = value;

    /// <summary>The identifier as text.</summary>
    public string Value => _value ?? throw new InvalidOperationException("This tenant id is not initialized.");

    /// <inheritdoc />
    public static TenantId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var tenant)
            ? tenant
            : throw new FormatException($"'{s}' is not a tenant id: 1 to 63 lower-case letters, digits and inner hyphens.");

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TenantId result)
    {
        result = default;
        if (s is not { Length: > 0 and <= MaxLength } || s[0] == '-' || s[^1] == '-')
            return false;
        foreach (var c in s)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-')
                return false;
        }

        result = new TenantId(s);
        return true;
    }

    /// <summary>The identifier as text.</summary>
    public override string ToString() => _value ?? "";
}

/// <summary>Writes a <see cref="TenantId"/> as a JSON string.</summary>
public sealed class TenantIdJsonConverter : JsonConverter<TenantId>
{
    /// <inheritdoc />
    public override TenantId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TenantId.TryParse(reader.GetString(), null, out var tenant) ? tenant : throw new JsonException("Not a tenant id.");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, TenantId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
