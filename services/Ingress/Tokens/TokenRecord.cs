using Scim.Bus.Contracts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.Tokens;

/// <summary>A bearer token for one tenant's SCIM endpoint. Only the hash of the secret is stored.</summary>
internal sealed record TokenRecord : IHasOutbox<TokenRecord>
{
    public required Guid Id { get; init; }

    public required TenantId Tenant { get; init; }

    /// <summary>SHA-256 of the secret. In hexadecimal it is the document's id, by which a token is found.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>What the token is for, for people to read; null if nobody gave it a name.</summary>
    public string? Name { get; init; }

    /// <summary>The beginning of the secret, by which admins recognise it; null for a secret that was not created here.</summary>
    public string? Prefix { get; init; }

    /// <summary>Ranges from which it may be used, as <see cref="AddressRanges"/> reads them; empty for any.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Expiry, UTC; null for a token that does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When admins are to be told that it expires, UTC; null if they need not be, or were told.</summary>
    public DateTimeOffset? NoticeAt { get; init; }

    /// <summary>Last use, UTC, to some seconds; null if the token was never used.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    public IReadOnlyList<PendingMessage> Pending { get; init; } = [];

    public DateTimeOffset? NextDueAt => NoticeAt;

    public TokenRecord WithPending(IReadOnlyList<PendingMessage> pending) => this with { Pending = pending };

    public bool IsValid(DateTimeOffset now) => ExpiresAt is null || now < ExpiresAt;
}
