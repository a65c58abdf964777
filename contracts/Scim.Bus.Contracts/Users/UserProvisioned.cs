namespace Scim.Bus.Contracts;

/// <summary>
/// A user was created or reactivated. Carries the profile in full: apply the message if <see cref="Version"/> is higher than the version of
/// the profile that you hold; else drop it.
/// </summary>
public sealed record UserProvisioned : ITenantMessage
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The user.</summary>
    public required UserId User { get; init; }

    /// <summary>The user's version at the last change of the profile. Only grows.</summary>
    public required long Version { get; init; }

    /// <summary>The profile in full.</summary>
    public required UserProfile Profile { get; init; }

    /// <summary>
    /// The user's version at the last change of each attribute of the profile, by the attribute's JSON name; 0 for one that was never sent.
    /// Overwrite only attributes with a higher version than the one that you hold, and manual edits of the others survive.
    /// </summary>
    public required IReadOnlyDictionary<string, long> ChangedAt { get; init; }

    /// <summary>Whether the user may log in. False for a user that was created inactive.</summary>
    public required bool Active { get; init; }

    /// <summary>True if the user existed and was inactive before.</summary>
    public bool Reactivated { get; init; }

    /// <summary>When the directory accepted the change, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
