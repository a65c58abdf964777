namespace Scim.Bus.Contracts;

/// <summary>An account may no longer log in, or was removed.</summary>
public sealed record AccountDeprovisioned
{
    /// <summary>Whose account it is.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The account.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The user of the directory that it belongs to; null for an account that was only ever kept by hand.</summary>
    public UserId? User { get; init; }

    /// <summary>The account's version. Only grows; apply what is above the version that you hold.</summary>
    public required long Version { get; init; }

    /// <summary>The account in full, as it last was.</summary>
    public required AccountState State { get; init; }

    /// <summary>Deactivated (may come back) or deleted.</summary>
    public required DeprovisioningReason Reason { get; init; }

    /// <summary>When it was done, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
