namespace Scim.Bus.Contracts;

/// <summary>
/// Attributes of a user changed. Carries the profile in full: apply the message if <see cref="Version"/> is higher than the version of the
/// profile that you hold; else drop it.
/// </summary>
public sealed record UserUpdated : ITenantMessage
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The user.</summary>
    public required UserId User { get; init; }

    /// <summary>The user's version at the last change of the profile. Only grows.</summary>
    public required long Version { get; init; }

    /// <summary>The profile in full.</summary>
    public required UserProfile Profile { get; init; }

    /// <summary>The user's version at the last change of each attribute of the profile, by the attribute's JSON name.</summary>
    public required IReadOnlyDictionary<string, long> ChangedAt { get; init; }

    /// <summary>Whether the user may log in.</summary>
    public required bool Active { get; init; }

    /// <summary>
    /// The SCIM attributes that changed, such as <c>name.givenName</c>, including those that are not part of the profile.
    /// </summary>
    public required IReadOnlyList<string> Changed { get; init; }

    /// <summary>When the directory accepted the change, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
