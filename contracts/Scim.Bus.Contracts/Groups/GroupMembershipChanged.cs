namespace Scim.Bus.Contracts;

/// <summary>
/// Users were added to a group or removed from it. A large change comes in several messages, each complete for the users in it.
/// </summary>
public sealed record GroupMembershipChanged : ITenantMessage
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The group that was changed. It need not be the group whose Access Group now applies to the users.</summary>
    public required GroupId Group { get; init; }

    /// <summary>The group's version after the change.</summary>
    public required long Version { get; init; }

    /// <summary>Who was added.</summary>
    public required IReadOnlyList<MemberAssignment> Added { get; init; }

    /// <summary>Who was removed.</summary>
    public required IReadOnlyList<MemberAssignment> Removed { get; init; }

    /// <summary>Number of this message among those of the same change, from 0.</summary>
    public int Chunk { get; init; }

    /// <summary>When the directory accepted the change, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
