using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Patch;

namespace Scim.Bus.Ingress.Directory.Membership;

/// <summary>Finds out what the operations of a request really change in a group's membership.</summary>
internal sealed class MembershipResolver(UserStore users)
{
    private const int PageSize = 1_000;

    /// <summary>What changes, for a group whose intents are all carried out.</summary>
    /// <exception cref="ScimException">400 <c>invalidValue</c>: names every member that is no user of the tenant.</exception>
    public async Task<MembershipDiff> ResolveAsync(
        TenantId tenant, GroupId group, IReadOnlyList<DetachedChange> changes, SecondGroupPolicy policy, CancellationToken cancellationToken)
    {
        if (changes.Count == 0)
            return MembershipDiff.None;
        var wanted = new WantedMembers();
        foreach (var change in changes)
            await ApplyAsync(wanted, change, tenant, group, cancellationToken);

        var known = (await users.GetManyAsync(tenant, [.. wanted.In, .. wanted.Out], cancellationToken)).ToDictionary(user => user.Id);
        var unknown = wanted.In.Where(member => !known.ContainsKey(member)).ToList();
        if (unknown.Count > 0)
            throw ScimException.InvalidValue($"These members are no users: {string.Join(", ", unknown)}.");
        var add = wanted.In.Where(member => !StandsIn(known[member], group)).ToList();
        if (policy == SecondGroupPolicy.Reject)
            RefuseSecondGroup(add.Select(member => known[member]), group);
        if (!wanted.AreAll)
            return new MembershipDiff(add, [.. wanted.Out.Where(member => known.TryGetValue(member, out var user) && StandsIn(user, group))], 0);

        var present = await MembersAsync(tenant, group, cancellationToken);
        return new MembershipDiff(add, [.. present.Where(member => !wanted.In.Contains(member))], present.Count);
    }

    private async Task ApplyAsync(WantedMembers wanted, DetachedChange change, TenantId tenant, GroupId group, CancellationToken cancellationToken)
    {
        switch (change)
        {
            case DetachedAdded added:
                wanted.Add(Ids(added.Values));
                break;
            case DetachedRemoved removed:
                wanted.Remove(KnownIds(removed.Values));
                break;
            case DetachedReplaced replaced:
                wanted.Replace(Ids(replaced.Values));
                break;
            case DetachedRemovedWhere removedWhere:
                wanted.Remove(await MatchingAsync(wanted, removedWhere.Element, tenant, group, cancellationToken));
                break;
            default:
                throw new InvalidOperationException($"No such change: {change.GetType().Name}.");
        }
    }

    /// <summary>The members that a filter selects; the usual one names a single member, which need not be looked for.</summary>
    private async Task<IReadOnlyList<UserId>> MatchingAsync(
        WantedMembers wanted, BoundFilter filter, TenantId tenant, GroupId group, CancellationToken cancellationToken)
    {
        if (filter is BoundComparison { Operator: ComparisonOperator.Eq, Value: string named, Attribute.Definition.Name: "value" })
            return Guid.TryParse(named, out var id) ? [new UserId(id)] : [];
        var candidates = wanted.AreAll ? [] : await MembersAsync(tenant, group, cancellationToken);
        var members = await users.GetManyAsync(tenant, [.. candidates.Union(wanted.In)], cancellationToken);
        return [.. members.Where(user => FilterEvaluator.Matches(filter, MemberRepresentation.Of(user))).Select(user => user.Id)];
    }

    private async Task<HashSet<UserId>> MembersAsync(TenantId tenant, GroupId group, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery { Tenant = tenant, Filter = MemberFilter.Of(group), Limit = PageSize };
        return await users.Documents.StreamAsync(query, cancellationToken).Select(document => document.Body.Id).ToHashSetAsync(cancellationToken: cancellationToken);
    }

    private static bool StandsIn(UserRecord user, GroupId group) =>
        user.Memberships.Any(membership => membership.Group == group && membership.Stands);

    private static void RefuseSecondGroup(IEnumerable<UserRecord> joining, GroupId group)
    {
        var elsewhere = joining.Where(user => user.Memberships.Any(membership => membership.Stands && membership.Group != group)).ToList();
        if (elsewhere.Count > 0)
        {
            throw new ScimException(
                409, null, $"These users stand in another group, and this tenant allows one: {string.Join(", ", elsewhere.Select(user => user.Id))}.");
        }
    }

    /// <summary>The ids of members that are to join. All that are none are named at once.</summary>
    private static List<UserId> Ids(IReadOnlyList<JsonObject> values)
    {
        if (values.Any(value => value["type"] is JsonValue type && !type.GetValue<string>().Equals("User", StringComparison.OrdinalIgnoreCase)))
            throw ScimException.InvalidValue("Members must be users: groups in groups are not supported.");
        if (values.Any(value => value["value"] is null))
            throw ScimException.InvalidValue("Each member needs a 'value', the user's id.");
        var malformed = values.Select(value => value["value"]!.GetValue<string>()).Where(value => !Guid.TryParse(value, out _)).ToList();
        return malformed.Count == 0
            ? KnownIds(values)
            : throw ScimException.InvalidValue($"These members are no users: {string.Join(", ", malformed)}.");
    }

    /// <summary>The ids of members that are to leave. What is no id is no member's, so it is not there already.</summary>
    private static List<UserId> KnownIds(IReadOnlyList<JsonObject> values) =>
        [.. values.Select(value => Guid.TryParse(value["value"]?.GetValue<string>(), out var id) ? new UserId(id) : default).Where(id => id != default)];

    /// <summary>What the operations so far want the membership to be.</summary>
    private sealed class WantedMembers
    {
        public HashSet<UserId> In { get; } = [];

        public HashSet<UserId> Out { get; } = [];

        /// <summary>Whether nobody is to stay who is not in <see cref="In"/>.</summary>
        public bool AreAll { get; private set; }

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
            AreAll = true;
            In.Clear();
            Out.Clear();
            Add(members);
        }
    }
}
