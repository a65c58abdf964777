using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Tokens;

/// <summary>A bearer token for one tenant's SCIM endpoint. Only the hash of the secret is stored.</summary>
internal sealed record TokenRecord
{
    public required Guid Id { get; init; }

    public required TenantId Tenant { get; init; }

    /// <summary>SHA-256 of the secret. In hexadecimal it is the document's id, by which a token is found.</summary>
    public required byte[] Hash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Expiry, UTC; null for a token that does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Last use, UTC, to the minute; null if the token was never used.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}
