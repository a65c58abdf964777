using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Provisioning.Users;

/// <summary>The profile facet of a user in the directory: attributes, active or not, deleted or not.</summary>
internal sealed record ProfileSnapshot
{
    /// <summary>Of a user that the directory has never reported: whatever it should report is newer.</summary>
    public static ProfileSnapshot Unknown { get; } = new()
    {
        Version = 0,
        Profile = new UserProfile { UserName = "" },
        ChangedAt = new Dictionary<string, long>(),
        Active = false,
    };

    /// <summary>The user's version at which the profile became so.</summary>
    public required long Version { get; init; }

    public required UserProfile Profile { get; init; }

    /// <summary>The user's version at which each attribute last changed.</summary>
    public required IReadOnlyDictionary<string, long> ChangedAt { get; init; }

    public required bool Active { get; init; }

    public bool Deleted { get; init; }

    public static ProfileSnapshot From(DirectoryUser user) =>
        new() { Version = user.Version, Profile = user.Profile, ChangedAt = user.ChangedAt, Active = user.Active };
}
