using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Scim.Bus.Contracts;

/// <summary>
/// Identifies an account in Pinpoint. Not the user's id: an account may exist before the identity provider pushes its user.
/// </summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(GuidIdJsonConverter<AccountId>))]
public readonly record struct AccountId(Guid Value) : IGuidId<AccountId>, IParsable<AccountId>
{
    /// <inheritdoc />
    public static AccountId From(Guid value) => new(value);

    /// <inheritdoc />
    public static AccountId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AccountId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new AccountId(value);
        return parsed;
    }

    /// <summary>The UUID in lower case with hyphens, as in messages.</summary>
    public override string ToString() => Value.ToString();
}
