using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Provisioning.Users;

/// <summary>The membership facet of a user in the directory.</summary>
internal sealed record MembershipSnapshot
{
    /// <summary>The user's version at which the membership became so.</summary>
    public required long Version { get; init; }

    /// <summary>The effective group: the membership that was added last and is still there. Null for none.</summary>
    public GroupId? Group { get; init; }

    public static MembershipSnapshot From(DirectoryUser user) => new() { Version = user.AssignmentVersion, Group = user.EffectiveGroup };
}
