namespace Scim.Bus.Contracts.Internal;

/// <summary>The present state of a user in the directory.</summary>
public sealed record DirectoryUser
{
    public required UserId User { get; init; }

    /// <summary>The user's version. No event of the profile that was published by now has a higher one.</summary>
    public required long Version { get; init; }

    public required UserProfile Profile { get; init; }

    /// <summary>For each attribute of the profile (by its JSON name) the user's version at which it last changed.</summary>
    public required IReadOnlyDictionary<string, long> ChangedAt { get; init; }

    public required bool Active { get; init; }

    /// <summary>The version at which the memberships last changed; 0 if they never did.</summary>
    public required long AssignmentVersion { get; init; }

    /// <summary>The membership that was added last and still stands; null for none.</summary>
    public GroupId? EffectiveGroup { get; init; }
}
