namespace Scim.Bus.Contracts;

/// <summary>
/// A user was deactivated or deleted. Apply it if <see cref="Version"/> is above the version of the profile that you hold, else
/// drop it; and keep that version after a deletion, so that an older message that comes late finds it.
/// </summary>
public sealed record UserDeprovisioned
{
    /// <summary>Whose user it is.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The user.</summary>
    public required UserId User { get; init; }

    /// <summary>The user's version at which the profile became so. Only grows.</summary>
    public required long Version { get; init; }

    /// <summary>Deactivated (may come back) or deleted (never comes back under this id).</summary>
    public required DeprovisioningReason Reason { get; init; }

    /// <summary>The profile in full, as it last was.</summary>
    public required UserProfile Profile { get; init; }

    /// <summary>For each attribute of the profile (by its JSON name) the user's version at which it last changed.</summary>
    public required IReadOnlyDictionary<string, long> ChangedAt { get; init; }

    /// <summary>When the directory accepted the change, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
