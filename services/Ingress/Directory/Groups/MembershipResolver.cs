using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Patch;

namespace Scim.Bus.Ingress.Directory.Groups;

/// <summary>Computes the effective membership change of a request's operations.</summary>
internal sealed class MembershipResolver(UserStore users)
{
    private const int PageSize = 1_000;

    /// <summary>Computes the change. All intents of the group must be complete.</summary>
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
        if (changes.Count == 0)
            return MembershipDiff.None;
        var requested = new RequestedMembers();
        foreach (var change in changes)
            await ApplyAsync(requested, change, tenant, group, cancellationToken);

        var found = await users.GetManyAsync(tenant, [.. requested.In, .. requested.Out], cancellationToken);
        var known = found.ToDictionary(user => user.Id);
        var unknown = requested.In.Where(member => !known.ContainsKey(member)).ToList();
        if (unknown.Count > 0)
            throw NotUsers(unknown.Select(member => member.ToString()));
        var add = requested.In.Where(member => !IsMember(known[member], group)).ToList();
        if (policy == SecondGroupPolicy.Reject)
            RejectSecondGroup(add.Select(member => known[member]), group);
        if (!requested.ReplacesAll)
        {
            var remove = requested.Out.Where(member => known.TryGetValue(member, out var user) && IsMember(user, group));
            return new MembershipDiff(add, [.. remove], Before: 0);
        }

        var current = await MembersAsync(tenant, group, cancellationToken);
        return new MembershipDiff(add, [.. current.Where(member => !requested.In.Contains(member))], current.Count);
    }

    private async Task ApplyAsync(
        RequestedMembers requested, DetachedChange change, TenantId tenant, GroupId group, CancellationToken cancellationToken)
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
                requested.Remove(await MatchingAsync(requested, removedWhere.Element, tenant, group, cancellationToken));
                break;
            default:
                throw new InvalidOperationException($"Unknown kind of change: {change.GetType().Name}.");
        }
    }

    /// <summary>The members that a filter selects. The usual filter has one id, which needs no query.</summary>
    private async Task<IReadOnlyList<UserId>> MatchingAsync(
        RequestedMembers requested, BoundFilter filter, TenantId tenant, GroupId group, CancellationToken cancellationToken)
    {
        if (filter is BoundComparison { Operator: ComparisonOperator.Eq, Value: string named, Attribute.Definition.Name: "value" })
            return Guid.TryParse(named, out var id) ? [new UserId(id)] : [];
        var candidates = requested.ReplacesAll ? [] : await MembersAsync(tenant, group, cancellationToken);
        var members = await users.GetManyAsync(tenant, [.. candidates.Union(requested.In)], cancellationToken);
        return [.. members.Where(user => FilterEvaluator.Matches(filter, MemberRepresentation.From(user))).Select(user => user.Id)];
    }

    private async Task<HashSet<UserId>> MembersAsync(TenantId tenant, GroupId group, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery { Tenant = tenant, Filter = MemberFilter.MembersOf(group), Limit = PageSize };
        var members = users.Documents.StreamAsync(query, cancellationToken).Select(document => document.Body.Id);
        return await members.ToHashSetAsync(cancellationToken: cancellationToken);
    }

    private static bool IsMember(UserRecord user, GroupId group) =>
        user.Memberships.Any(membership => membership.Group == group && membership.IsActive);

    private static void RejectSecondGroup(IEnumerable<UserRecord> added, GroupId group)
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

    /// <summary>The result of the operations so far.</summary>
    private sealed class RequestedMembers
    {
        public HashSet<UserId> In { get; } = [];

        public HashSet<UserId> Out { get; } = [];

        /// <summary>True if everybody else is removed, because the operations replaced all members.</summary>
        public bool ReplacesAll { get; private set; }

        public void Add(IEnumerable<UserId> members)
        {
            foreach (var member in members)
            {
                In.Add(member);
                Out.Remove(member);
            }
        }

        public void Remove(IEnumerable<UserId> members)
        {
            foreach (var member in members)
            {
                In.Remove(member);
                Out.Add(member);
            }
        }

        public void Replace(IEnumerable<UserId> members)
        {
            ReplacesAll = true;
            In.Clear();
            Out.Clear();
            Add(members);
        }
    }
}
