namespace Scim.Bus.Contracts;

/// <summary>An account was created, linked to a user for the first time, or re-activated.</summary>
public sealed record AccountProvisioned
{
    /// <summary>Whose account it is.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The account.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The user of the directory that it belongs to; null for an account that was only ever kept by hand.</summary>
    public UserId? User { get; init; }

    /// <summary>The account's version. Only grows; apply what is above the version that you hold.</summary>
    public required long Version { get; init; }

    /// <summary>The account in full.</summary>
    public required AccountState State { get; init; }

    /// <summary>When it was done, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
