using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Patch;

namespace Scim.Bus.Ingress.Directory.Groups;

/// <summary>Computes the effective membership change of a request's operations.</summary>
internal sealed class MembershipResolver(MemberReader members)
{
    /// <summary>Computes the change. All intents of the group must be complete.</summary>
    /// <param name="tenant">The tenant of the group.</param>
    /// <param name="group">The group.</param>
    /// <param name="changes">What the operations ask, in their order.</param>
    /// <param name="policy">What happens to users who are in another group.</param>
    /// <param name="cancellationToken">Cancels between operations and reads.</param>
    /// <exception cref="ScimException">
    /// 400 <c>invalidValue</c>: names all members that are not users of the tenant. 409: the policy refuses a second group.
    /// </exception>
    public async Task<MembershipDiff> ResolveAsync(
        TenantId tenant,
        GroupId group,
        IReadOnlyList<DetachedChange> changes,
        SecondGroupPolicy policy,
        CancellationToken cancellationToken)
    {
        var diff = await TryResolveAsync(tenant, group, changes, policy, pending: [], new PatchBudget(), cancellationToken);
        return diff ?? throw new InvalidOperationException("Nothing is pending, so nothing is to be waited for.");
    }

    /// <summary>As <see cref="ResolveAsync"/>, while intents of the group are pending.</summary>
    /// <param name="tenant">The tenant of the group.</param>
    /// <param name="group">The group.</param>
    /// <param name="changes">What the operations ask, in their order.</param>
    /// <param name="policy">What happens to users who are in another group.</param>
    /// <param name="pending">The intents that are not complete.</param>
    /// <param name="budget">The budget of a PATCH.</param>
    /// <param name="cancellationToken">Cancels between operations and reads.</param>
    /// <returns>The change; null if it depends on the intents.</returns>
    /// <exception cref="ScimException">As <see cref="ResolveAsync"/>; 413: the request compares too much.</exception>
    public async Task<MembershipDiff?> TryResolveAsync(
        TenantId tenant,
        GroupId group,
        IReadOnlyList<DetachedChange> changes,
        SecondGroupPolicy policy,
        IReadOnlyList<MembershipIntent> pending,
        PatchBudget budget,
        CancellationToken cancellationToken)
    {
        if (changes.Count == 0)
            return MembershipDiff.None;
        if (pending.Count > 0 && changes.Any(NeedsAllMembers))
            return null;
        var requested = new RequestedMembers();
        var matcher = new MemberMatcher(members, tenant, group, budget);
        foreach (var change in changes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await ApplyAsync(requested, change, matcher, cancellationToken);
        }

        if (requested.ReplacesAll)
            return await ReplaceAllAsync(tenant, group, requested.In, policy, cancellationToken);
        if (pending.Any(intent => intent.RemoveAll || intent.Members.Any(requested.Names)))
            return null;
        var known = await KnownAsync(tenant, [.. requested.In, .. requested.Out], cancellationToken);
        var remove = requested.Out.Where(member => known.TryGetValue(member, out var user) && user.IsMemberOf(group));
        return new MembershipDiff(NewMembers(requested.In, known, group, policy), [.. remove], Before: 0);
    }

    /// <summary>True if what a change does depends on who is a member, other than those whom it names.</summary>
    private static bool NeedsAllMembers(DetachedChange change) => change switch
    {
        DetachedReplaced => true,
        DetachedRemovedWhere where => where.Element is not BoundComparison || MemberIds.NamedBy(where.Element) is null,
        _ => false,
    };

    private async Task<MembershipDiff> ReplaceAllAsync(
        TenantId tenant, GroupId group, HashSet<UserId> requested, SecondGroupPolicy policy, CancellationToken cancellationToken)
    {
        var current = await members.MembersOf(tenant, group, cancellationToken)
            .Select(member => member.Id)
            .ToHashSetAsync(cancellationToken: cancellationToken);
        // Most of the requested are members already, and need not be read again.
        List<UserId> others = [.. requested.Where(member => !current.Contains(member))];
        var add = NewMembers(others, await KnownAsync(tenant, others, cancellationToken), group, policy);
        return new MembershipDiff(add, [.. current.Where(member => !requested.Contains(member))], current.Count);
    }

    private async Task<Dictionary<UserId, MemberRecord>> KnownAsync(
        TenantId tenant, IReadOnlyCollection<UserId> ids, CancellationToken cancellationToken) =>
        (await members.GetManyAsync(tenant, ids, cancellationToken)).ToDictionary(user => user.Id);

    /// <summary>Those of the users that are no members yet. All of them must be known.</summary>
    private static List<UserId> NewMembers(
        IReadOnlyCollection<UserId> wanted, Dictionary<UserId, MemberRecord> known, GroupId group, SecondGroupPolicy policy)
    {
        var unknown = wanted.Where(member => !known.ContainsKey(member)).ToList();
        if (unknown.Count > 0)
            throw NotUsers(unknown.Select(member => member.ToString()));
        var add = wanted.Where(member => !known[member].IsMemberOf(group)).ToList();
        if (policy == SecondGroupPolicy.Reject)
            RejectSecondGroup(add.Select(member => known[member]), group);
        return add;
    }

    private static async Task ApplyAsync(
        RequestedMembers requested, DetachedChange change, MemberMatcher matcher, CancellationToken cancellationToken)
    {
        switch (change)
        {
            case DetachedAdded added:
                requested.Add(Ids(added.Values));
                break;
            case DetachedRemoved removed:
                requested.Remove(WellFormedIds(removed.Values));
                break;
            case DetachedReplaced replaced:
                requested.Replace(Ids(replaced.Values));
                break;
            case DetachedRemovedWhere removedWhere:
                requested.Remove(await matcher.MatchingAsync(requested, removedWhere.Element, cancellationToken));
                break;
            default:
                throw new InvalidOperationException($"Unknown kind of change: {change.GetType().Name}.");
        }
    }

    private static void RejectSecondGroup(IEnumerable<MemberRecord> added, GroupId group)
    {
        var elsewhere = added.Where(user => user.Memberships.Any(membership => membership.IsActive && membership.Group != group)).ToList();
        if (elsewhere.Count > 0)
        {
            throw new ScimException(
                409,
                null,
                "This tenant allows one group for each user. These users are already members of another group: "
                + $"{string.Join(", ", elsewhere.Select(user => user.Id))}.");
        }
    }

    /// <summary>The ids of members to be added.</summary>
    /// <exception cref="ScimException">400 <c>invalidValue</c>: names all values that are not ids.</exception>
    private static List<UserId> Ids(IReadOnlyList<JsonObject> values)
    {
        if (values.Any(value => value["type"] is JsonValue type && !IsUserType(type.GetValue<string>())))
            throw ScimException.InvalidValue("Members must be users: nested groups are not supported.");
        var malformed = values.Select(value => value["value"]!.GetValue<string>()).Where(value => !Guid.TryParse(value, out _)).ToList();
        return malformed.Count == 0
            ? WellFormedIds(values)
            : throw NotUsers(malformed);
    }

    /// <summary>The ids of members to be removed. A value that is not an id cannot be a member's, so it is ignored.</summary>
    private static List<UserId> WellFormedIds(IReadOnlyList<JsonObject> values)
    {
        var ids = values.Select(value => Guid.TryParse(value["value"]?.GetValue<string>(), out var id) ? new UserId(id) : default);
        return [.. ids.Where(id => id != default)];
    }

    private static bool IsUserType(string type) => type.Equals("User", StringComparison.OrdinalIgnoreCase);

    private static ScimException NotUsers(IEnumerable<string> members) =>
        ScimException.InvalidValue($"These members are not users of this tenant: {string.Join(", ", members.Select(Shown.Text))}.");
}
