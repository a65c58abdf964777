namespace Scim.Bus.Contracts;

/// <summary>
/// A user's memberships in full. Apply it if <see cref="Version"/> is higher than the version of the memberships that you hold for this
/// user; else drop it.
/// </summary>
public sealed record MemberAssignment
{
    /// <summary>The user.</summary>
    public required UserId User { get; init; }

    /// <summary>The user's version at the last change of the memberships. Only grows.</summary>
    public required long Version { get; init; }

    /// <summary>
    /// The group whose Access Group applies: that of the membership that was added last. Null without memberships.
    /// </summary>
    public GroupId? EffectiveGroup { get; init; }

    /// <summary>The user's other groups. If there are any, that is a conflict for an admin to resolve.</summary>
    public IReadOnlyList<GroupId> OtherGroups { get; init; } = [];
}
