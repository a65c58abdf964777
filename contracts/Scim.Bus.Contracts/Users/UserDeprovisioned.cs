namespace Scim.Bus.Contracts;

/// <summary>
/// A user was deactivated or deleted. Apply the message if <see cref="Version"/> is higher than the version of the profile that you hold;
/// else drop it. Keep the version after a deletion too, so that a late message with a lower one is recognised as old.
/// </summary>
public sealed record UserDeprovisioned : ITenantMessage
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The user.</summary>
    public required UserId User { get; init; }

    /// <summary>The user's version at the last change of the profile. Only grows.</summary>
    public required long Version { get; init; }

    /// <summary>Deactivated (may come back) or deleted (never comes back under this id).</summary>
    public required DeprovisioningReason Reason { get; init; }

    /// <summary>The profile in full; after a deletion, as it last was.</summary>
    public required UserProfile Profile { get; init; }

    /// <summary>The user's version at the last change of each attribute of the profile, by the attribute's JSON name.</summary>
    public required IReadOnlyDictionary<string, long> ChangedAt { get; init; }

    /// <summary>When the directory accepted the change, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
