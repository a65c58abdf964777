using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Patch;

namespace Scim.Bus.Ingress.Directory.Groups;

/// <summary>
/// Finds the members that the filters of one PATCH select. Users whom a filter names by their ids are read; any other filter needs all
/// members, which are read once for all operations.
/// </summary>
internal sealed class MemberMatcher(MemberReader members, TenantId tenant, GroupId group, PatchBudget budget)
{
    private readonly Dictionary<UserId, Candidate> _read = [];
    private readonly ComparedValues _values = new();
    private bool _hasAll;

    /// <summary>The members, with those whom earlier operations add, that a filter selects.</summary>
    /// <exception cref="ScimException">413: the request compares too much.</exception>
    public async Task<IReadOnlyList<UserId>> MatchingAsync(
        RequestedMembers requested, BoundFilter filter, CancellationToken cancellationToken)
    {
        var named = MemberIds.NamedBy(filter);
        // The usual filter is one id, which needs no look at the user.
        if (named is { Count: <= 1 } && filter is BoundComparison)
        {
            budget.Select(named.Count);
            return [.. named];
        }

        if (named is null && !requested.ReplacesAll)
            await ReadAllAsync(cancellationToken);
        await ReadAsync(named ?? requested.In, cancellationToken);
        var candidates = (named ?? (IEnumerable<UserId>)_read.Keys).Where(id => IsIn(requested, id)).ToList();
        budget.Select(named?.Count ?? 0, (long)candidates.Count * FilterTerms.In(filter));
        return candidates.FindAll(id => FilterEvaluator.Matches(filter, _read[id].Member, _values));
    }

    private bool IsIn(RequestedMembers requested, UserId id) => _read.TryGetValue(id, out var candidate)
        && (requested.In.Contains(id) || (candidate.IsStored && !requested.ReplacesAll && !requested.Out.Contains(id)));

    private async Task ReadAsync(IReadOnlyCollection<UserId> ids, CancellationToken cancellationToken)
    {
        var missing = ids.Where(id => !_read.ContainsKey(id)).ToList();
        if (missing.Count == 0)
            return;
        foreach (var user in await members.GetManyAsync(tenant, missing, cancellationToken))
            _read[user.Id] = new Candidate(MemberRepresentation.From(user.Id, user.Resource), user.IsMemberOf(group));
    }

    private async Task ReadAllAsync(CancellationToken cancellationToken)
    {
        if (_hasAll)
            return;
        await foreach (var user in members.MembersOf(tenant, group, cancellationToken))
            _read.TryAdd(user.Id, new Candidate(MemberRepresentation.From(user.Id, user.Resource), IsStored: true));
        _hasAll = true;
    }

    /// <param name="Member">The user as an element of <c>members</c>.</param>
    /// <param name="IsStored">True for a member as stored, before the request.</param>
    private sealed record Candidate(JsonObject Member, bool IsStored);
}
