namespace Scim.Bus.Contracts;

/// <summary>
/// Attributes of a user changed. Carries everything that is known of the profile: apply it if <see cref="Version"/> is above the
/// version of the profile that you hold, else drop it.
/// </summary>
public sealed record UserUpdated
{
    /// <summary>Whose user it is.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The user.</summary>
    public required UserId User { get; init; }

    /// <summary>The user's version at which the profile became so. Only grows.</summary>
    public required long Version { get; init; }

    /// <summary>The profile in full.</summary>
    public required UserProfile Profile { get; init; }

    /// <summary>For each attribute of the profile (by its JSON name) the user's version at which it last changed.</summary>
    public required IReadOnlyDictionary<string, long> ChangedAt { get; init; }

    /// <summary>Whether the user may log in.</summary>
    public required bool Active { get; init; }

    /// <summary>
    /// The SCIM attributes that this change touched, such as <c>name.givenName</c>; also those that are not part of the profile.
    /// </summary>
    public required IReadOnlyList<string> Changed { get; init; }

    /// <summary>When the directory accepted the change, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
