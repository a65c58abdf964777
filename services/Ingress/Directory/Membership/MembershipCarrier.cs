using System.Collections.Concurrent;
using System.Diagnostics;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Users;

namespace Scim.Bus.Ingress.Directory.Membership;

/// <summary>
/// Carries accepted changes of membership out on the users' documents. Doing it twice, or late, or in two processes at once does no harm: each
/// user's document remembers the group's version that it has seen.
/// </summary>
internal sealed class MembershipCarrier(UserStore users, TimeProvider time)
{
    private const int PageSize = 500;
    private const int Parallelism = 64;

    /// <summary>The group after its oldest intent was taken one step further. To be stored; until then nothing is lost.</summary>
    public async Task<GroupRecord> AdvanceAsync(GroupRecord group, CancellationToken cancellationToken)
    {
        var intent = group.Intents[0];
        using var activity = Activity.Current is null
            ? IngressTelemetry.Source.StartActivity("carry out membership", ActivityKind.Internal, intent.TraceParent)
            : null;
        if (intent.RemoveAll)
            return await ExpandAsync(group, intent, cancellationToken);
        var added = await CarryOutAsync(group, intent, intent.Add, stands: true, cancellationToken);
        var removed = await CarryOutAsync(group, intent, intent.Remove, stands: false, cancellationToken);
        return group.CarriedOut(intent, GroupEvents.MembershipChanged(group, intent.GroupVersion, added, removed, intent.At));
    }

    /// <summary>
    /// Takes some of those who are still in, and names them in an intent of its own: after a crash nobody could tell any more who was removed
    /// already and not yet told of.
    /// </summary>
    private async Task<GroupRecord> ExpandAsync(GroupRecord group, MembershipIntent intent, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery { Tenant = group.Tenant, Filter = MemberFilter.Of(group.Id), Limit = PageSize };
        var page = await users.Documents.QueryAsync(query, cancellationToken);
        if (page.Count == 0)
            return group.CarriedOut(intent, []);
        var next = group with { Version = group.Version + 1 };
        var named = intent with { GroupVersion = next.Version, RemoveAll = false, Remove = [.. page.Select(document => document.Body.Id)] };
        return next with { Intents = [named, .. group.Intents] };
    }

    private async Task<IReadOnlyList<MemberAssignment>> CarryOutAsync(
        GroupRecord group, MembershipIntent intent, IReadOnlyList<UserId> members, bool stands, CancellationToken cancellationToken)
    {
        var assignments = new ConcurrentBag<MemberAssignment>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(members, options, async (member, token) =>
        {
            var user = await users.ChangeAsync(
                group.Tenant,
                member,
                present => present.Deleted ? present : present.WithMembership(group.Id, intent.GroupVersion, stands, time.GetUtcNow()),
                token);
            // Who was deleted meanwhile does not join, but does leave.
            if (user is { Deleted: false } || (user is not null && !stands))
                assignments.Add(user.Assignment());
        });
        return [.. assignments.OrderBy(assignment => assignment.User.Value)];
    }
}
