namespace Scim.Bus.Contracts.Internal;

/// <summary>The current state of a user in the directory.</summary>
public sealed record DirectoryUser
{
    public required UserId User { get; init; }

    /// <summary>The user's version. No event published so far has a higher one.</summary>
    public required long Version { get; init; }

    public required UserProfile Profile { get; init; }

    /// <summary>The user's version at the last change of each attribute of the profile, by the attribute's JSON name.</summary>
    public required IReadOnlyDictionary<string, long> ChangedAt { get; init; }

    public required bool Active { get; init; }

    /// <summary>Version at the last change of the memberships; 0 if there was none.</summary>
    public required long AssignmentVersion { get; init; }

    /// <summary>The group of the membership that was added last; null without memberships.</summary>
    public GroupId? EffectiveGroup { get; init; }
}
