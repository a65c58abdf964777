using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.Ingress.Tokens;

/// <summary>A request for a token. Everything is optional.</summary>
internal sealed record IssueRequest
{
    /// <summary>What the token is for, for people to read.</summary>
    public string? Name { get; init; }

    /// <summary>Expiry; null for <see cref="TokenOptions.Lifetime"/> from now.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>True for a token that does not expire.</summary>
    public bool NeverExpires { get; init; }

    /// <summary>Addresses and ranges (CIDR) from which it may be used; null for any.</summary>
    public IReadOnlyList<string>? Addresses { get; init; }

    /// <exception cref="AdminException">400: a value is invalid.</exception>
    public TokenTerms ToTerms(TokenOptions options, DateTimeOffset now)
    {
        if (ExpiresAt <= now)
            throw AdminException.Invalid($"'expiresAt' is {ExpiresAt:O}, which is in the past.");
        if (NeverExpires && ExpiresAt is not null)
            throw AdminException.Invalid("A token with 'expiresAt' can't have 'neverExpires' too.");
        var name = Name?.Trim();
        if (name?.Length > TokenTerms.LongestName)
            throw AdminException.Invalid($"'name' has {name.Length} characters; {TokenTerms.LongestName} is the most.");
        var expiresAt = NeverExpires ? (DateTimeOffset?)null : ExpiresAt?.ToUniversalTime() ?? now + options.Lifetime;
        return new TokenTerms(string.IsNullOrEmpty(name) ? null : name, expiresAt, AddressRanges.Parse(Addresses));
    }
}
