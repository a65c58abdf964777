using System.Collections.Concurrent;
using System.Diagnostics;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.Directory.Groups;

/// <summary>
/// Applies a group's membership intents to its users' documents. Safe to repeat, to run late and to run in two processes at once: each
/// user's document records the newest version of the group that was applied to it.
/// </summary>
internal sealed class MembershipIntentProcessor(UserStore users, TimeProvider time)
{
    private const int PageSize = 500;
    private const int Parallelism = 64;

    /// <summary>
    /// Performs one step: completes the oldest intents. Returns the group to be stored; a crash before that repeats the step.
    /// </summary>
    public async Task<GroupRecord> AdvanceAsync(GroupRecord group, CancellationToken cancellationToken)
    {
        if (group.Intents[0] is { RemoveAll: true } removal)
        {
            using var activity = Continue(removal);
            return await ExpandAsync(group, removal, cancellationToken);
        }

        var intents = Oldest(group.Intents);
        var messages = await Task.WhenAll(intents.Select(intent => ApplyAsync(group, intent, cancellationToken)));
        return intents.Zip(messages).Aggregate(group, (next, done) => next.CompleteIntent(done.First, done.Second));
    }

    /// <summary>The oldest intents that can be completed together: none names a user whom another names, and all are small.</summary>
    private static List<MembershipIntent> Oldest(IReadOnlyList<MembershipIntent> intents)
    {
        var named = new HashSet<UserId>();
        var together = intents.TakeWhile(intent =>
            !intent.RemoveAll && named.Count + intent.Add.Count + intent.Remove.Count <= Parallelism && intent.Members.All(named.Add));
        return together.ToList() is { Count: > 0 } several ? several : [intents[0]];
    }

    /// <summary>Continues the trace of the request that created the intent, unless this is that request.</summary>
    private static Activity? Continue(MembershipIntent intent) =>
        ActivityContext.TryParse(intent.TraceParent, null, out var request) && request.TraceId != Activity.Current?.TraceId
            ? IngressTelemetry.Source.StartActivity("complete membership intent", ActivityKind.Internal, intent.TraceParent)
            : null;

    private async Task<IReadOnlyList<PendingMessage>> ApplyAsync(
        GroupRecord group, MembershipIntent intent, CancellationToken cancellationToken)
    {
        using var activity = Continue(intent);
        var added = await UpdateMembersAsync(group, intent, intent.Add, isMember: true, cancellationToken);
        var removed = await UpdateMembersAsync(group, intent, intent.Remove, isMember: false, cancellationToken);
        return [.. GroupEvents.MembershipChanged(group, intent.GroupVersion, added, removed, intent.At)];
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
