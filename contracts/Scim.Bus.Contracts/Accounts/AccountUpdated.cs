namespace Scim.Bus.Contracts;

/// <summary>An account changed.</summary>
public sealed record AccountUpdated : ITenantMessage
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The account.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The user in the directory that the account belongs to; null for an account that provisioning never managed.</summary>
    public UserId? User { get; init; }

    /// <summary>The account's version. Only grows; apply a message if its version is higher than the one that you hold.</summary>
    public required long Version { get; init; }

    /// <summary>The account in full.</summary>
    public required AccountState State { get; init; }

    /// <summary>The fields of <see cref="State"/> that changed, by their JSON names.</summary>
    public required IReadOnlyList<string> Changed { get; init; }

    /// <summary>When the account changed, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
