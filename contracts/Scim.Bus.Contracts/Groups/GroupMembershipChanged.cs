namespace Scim.Bus.Contracts;

/// <summary>
/// Users were added to a group or removed from it. A large change comes in several messages, each complete for the users that
/// it names.
/// </summary>
public sealed record GroupMembershipChanged
{
    /// <summary>Whose group it is.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The group that was changed: not always the group whose permissions the users now have.</summary>
    public required GroupId Group { get; init; }

    /// <summary>The group's version at which it was changed.</summary>
    public required long Version { get; init; }

    /// <summary>Who was added.</summary>
    public required IReadOnlyList<MemberAssignment> Added { get; init; }

    /// <summary>Who was removed.</summary>
    public required IReadOnlyList<MemberAssignment> Removed { get; init; }

    /// <summary>The number of this message among those of the same change, from 0.</summary>
    public int Chunk { get; init; }

    /// <summary>When the directory accepted the change, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}

/// <summary>
/// What is known of a user's groups: the facet <i>assignment</i> in full. Apply it if <see cref="Version"/> is above the version of
/// the assignment that you hold for this user, else drop it.
/// </summary>
public sealed record MemberAssignment
{
    /// <summary>The user.</summary>
    public required UserId User { get; init; }

    /// <summary>The user's version at which the assignment became so. Only grows.</summary>
    public required long Version { get; init; }

    /// <summary>
    /// The one group whose permissions the user has: that of the memberships that still stand which was added last. Null if
    /// none stands.
    /// </summary>
    public GroupId? EffectiveGroup { get; init; }

    /// <summary>The other groups that the user stands in. More than none is a conflict that an admin should resolve.</summary>
    public IReadOnlyList<GroupId> OtherGroups { get; init; } = [];
}
