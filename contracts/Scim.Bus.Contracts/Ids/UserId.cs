using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Scim.Bus.Contracts;

/// <summary>Identifies a user of the directory: the <c>id</c> of a SCIM User. Never reused.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(GuidIdJsonConverter<UserId>))]
public readonly record struct UserId(Guid Value) : IGuidId<UserId>, IParsable<UserId>
{
    /// <inheritdoc />
    public static UserId From(Guid value) => new(value);

    /// <inheritdoc />
    public static UserId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out UserId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new UserId(value);
        return parsed;
    }

    /// <summary>The UUID in lower case with hyphens, as in messages.</summary>
    public override string ToString() => Value.ToString();
}
