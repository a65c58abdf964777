namespace Scim.Bus.Contracts;

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
