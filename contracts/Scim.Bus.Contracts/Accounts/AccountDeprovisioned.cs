namespace Scim.Bus.Contracts;

/// <summary>An account was deactivated, so that nobody may log in with it, or was removed.</summary>
public sealed record AccountDeprovisioned : ITenantMessage
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The account.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The user in the directory that the account belongs to; null for an account that provisioning never managed.</summary>
    public UserId? User { get; init; }

    /// <summary>The account's version. Only grows; apply a message if its version is higher than the one that you hold.</summary>
    public required long Version { get; init; }

    /// <summary>The account in full; after a removal, as it last was.</summary>
    public required AccountState State { get; init; }

    /// <summary>Deactivated (may come back) or deleted.</summary>
    public required DeprovisioningReason Reason { get; init; }

    /// <summary>When the account changed, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
