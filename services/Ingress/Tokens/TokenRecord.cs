using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Tokens;

/// <summary>A token that opens a tenant's SCIM endpoint. Of its secret there is only the hash.</summary>
internal sealed record TokenRecord
{
    public required Guid Id { get; init; }

    public required TenantId Tenant { get; init; }

    /// <summary>The SHA-256 of the secret; the document's key too, for that is how it is looked up.</summary>
    public required byte[] Hash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null if it does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>To the minute; null if it was never used.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}
