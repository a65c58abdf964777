namespace Scim.Bus.Ingress.Tokens;

/// <summary>What an admin decides about a token.</summary>
/// <param name="Name">What the token is for, for people to read; null for none.</param>
/// <param name="ExpiresAt">Expiry, UTC; null for a token that does not expire.</param>
/// <param name="Addresses">Ranges from which it may be used; see <see cref="AddressRanges"/>. Empty for any.</param>
internal sealed record TokenTerms(string? Name, DateTimeOffset? ExpiresAt, IReadOnlyList<string> Addresses)
{
    public const int LongestName = 256;
}
