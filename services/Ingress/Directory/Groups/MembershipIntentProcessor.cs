using System.Collections.Concurrent;
using System.Diagnostics;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Bus.Ingress.Directory.Users;

namespace Scim.Bus.Ingress.Directory.Groups;

/// <summary>
/// Applies a group's membership intents to its users' documents. Safe to repeat, to run late and to run in two processes at once: each
/// user's document records the newest version of the group that was applied to it.
/// </summary>
internal sealed class MembershipIntentProcessor(UserStore users, TimeProvider time)
{
    private const int PageSize = 500;
    private const int Parallelism = 64;

    /// <summary>Performs one step of the oldest intent. Returns the group to be stored; a crash before that repeats the step.</summary>
    public async Task<GroupRecord> AdvanceAsync(GroupRecord group, CancellationToken cancellationToken)
    {
        var intent = group.Intents[0];
        using var activity = Activity.Current is null
            ? IngressTelemetry.Source.StartActivity("complete membership intent", ActivityKind.Internal, intent.TraceParent)
            : null;
        if (intent.RemoveAll)
            return await ExpandAsync(group, intent, cancellationToken);
        var added = await UpdateMembersAsync(group, intent, intent.Add, isMember: true, cancellationToken);
        var removed = await UpdateMembersAsync(group, intent, intent.Remove, isMember: false, cancellationToken);
        return group.CompleteIntent(intent, GroupEvents.MembershipChanged(group, intent.GroupVersion, added, removed, intent.At));
    }

    /// <summary>
    /// Expands "remove all" into an intent for one page of members, so that a crash cannot lose who was removed. Completes it once there
    /// are no members left.
    /// </summary>
    private async Task<GroupRecord> ExpandAsync(GroupRecord group, MembershipIntent intent, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery { Tenant = group.Tenant, Filter = MemberFilter.MembersOf(group.Id), Limit = PageSize };
        var page = await users.Documents.QueryAsync(query, cancellationToken);
        if (page.Count == 0)
            return group.CompleteIntent(intent, []);
        var next = group with { Version = group.Version + 1 };
        var named = intent with { GroupVersion = next.Version, RemoveAll = false, Remove = [.. page.Select(document => document.Body.Id)] };
        return next with { Intents = [named, .. group.Intents] };
    }

    private async Task<IReadOnlyList<MemberAssignment>> UpdateMembersAsync(
        GroupRecord group, MembershipIntent intent, IReadOnlyList<UserId> members, bool isMember, CancellationToken cancellationToken)
    {
        var assignments = new ConcurrentBag<MemberAssignment>();
        await Concurrently.ForEachAsync(members, Parallelism, UpdateAsync, cancellationToken);
        return [.. assignments.OrderBy(assignment => assignment.User.Value)];

        async Task UpdateAsync(UserId member, CancellationToken token)
        {
            var user = await users.ChangeAsync(
                group.Tenant,
                member,
                current => current.Deleted ? current : current.WithMembership(group.Id, intent.GroupVersion, isMember, time.GetUtcNow()),
                token);
            // A user who was deleted in the meantime is reported as removed, but not as added.
            if (user is { Deleted: false } || (user is not null && !isMember))
                assignments.Add(user.Assignment());
        }
    }
}
