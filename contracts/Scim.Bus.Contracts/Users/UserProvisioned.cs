namespace Scim.Bus.Contracts;

/// <summary>
/// A user was created, or re-activated. Carries everything that is known of the profile: apply it if <see cref="Version"/> is
/// above the version of the profile that you hold, else drop it.
/// </summary>
public sealed record UserProvisioned
{
    /// <summary>Whose user it is.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The user.</summary>
    public required UserId User { get; init; }

    /// <summary>The user's version at which the profile became so. Only grows.</summary>
    public required long Version { get; init; }

    /// <summary>The profile in full.</summary>
    public required UserProfile Profile { get; init; }

    /// <summary>
    /// For each attribute of the profile (by its JSON name) the user's version at which it last changed, 0 if it was never given. Overwrite
    /// only those that changed after the version that you hold, and edits made by hand elsewhere survive.
    /// </summary>
    public required IReadOnlyDictionary<string, long> ChangedAt { get; init; }

    /// <summary>False for a user that was created without being allowed in.</summary>
    public required bool Active { get; init; }

    /// <summary>True if the user existed and was inactive before.</summary>
    public bool Reactivated { get; init; }

    /// <summary>When the directory accepted the change, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
