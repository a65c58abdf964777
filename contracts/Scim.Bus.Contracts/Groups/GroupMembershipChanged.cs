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
