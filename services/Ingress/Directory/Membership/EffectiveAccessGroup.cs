using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Directory.Membership;

/// <summary>
/// Which of a user's groups is the Access Group. The directory keeps every membership; an account has one Access Group at most: that of the
/// membership added last, and the one before it when that ends (I4).
/// </summary>
/// <param name="Group">The Access Group; null for a user without groups.</param>
/// <param name="Others">The user's other groups, the one added last first. Admins are told of the conflict if there are any.</param>
internal sealed record EffectiveAccessGroup(GroupId? Group, IReadOnlyList<GroupId> Others)
{
    /// <summary>Picks the Access Group.</summary>
    /// <param name="memberships">The user's memberships, in any order, former ones among them.</param>
    public static EffectiveAccessGroup Of(IEnumerable<UserMembership> memberships)
    {
        var latestFirst = memberships
            .Where(membership => membership.IsActive)
            .OrderByDescending(membership => membership.Since)
            .Select(membership => membership.Group)
            .ToList();
        return new EffectiveAccessGroup(latestFirst.Count > 0 ? latestFirst[0] : null, [.. latestFirst.Skip(1)]);
    }
}
