using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.Replays;

namespace Scim.Bus.Ingress.Replays;

/// <summary>Creates the messages of a replay: the current state of the directory with its versions, marked as a replay.</summary>
internal static class ReplayMessages
{
    public static PendingMessage Create(ReplayRun run, GroupRecord group, DateTimeOffset now) =>
        Marked(run, group.Id.Value, GroupEvents.Provisioned(group, now));

    public static PendingMessage Create(ReplayRun run, UserRecord user, DateTimeOffset now) =>
        Marked(run, user.Id.Value, UserEvents.Provisioned(user, reactivated: false, now));

    /// <summary>The memberships of users, one message for the saga of each. Users who never had any have none.</summary>
    public static IEnumerable<PendingMessage> Assignments(ReplayRun run, IEnumerable<UserRecord> users, DateTimeOffset now) => users
        .Where(user => user.AssignmentVersion > 0)
        .Select(user => Marked(run, user.Id.Value, UserEvents.AssignmentChanged(user, user.Assignment(), now)));

    /// <summary>The memberships of users, one message for each effective group. Users without a group have none.</summary>
    public static IEnumerable<PendingMessage> Memberships(ReplayRun run, IEnumerable<UserRecord> users, DateTimeOffset now) => users
        .Select(user => user.Assignment())
        .Where(assignment => assignment.EffectiveGroup is not null)
        .GroupBy(assignment => assignment.EffectiveGroup!.Value)
        .Select(members => Marked(run, members.First().User.Value, PendingMessage.Create(
            new GroupMembershipChanged
            {
                Tenant = run.Tenant,
                Group = members.Key,
                // The group's version at each addition is no longer known; consumers compare the members' versions.
                Version = members.Max(assignment => assignment.Version),
                Added = [.. members],
                Removed = [],
                OccurredAt = now,
            },
            Guid.Empty,
            now)));

    public static PendingMessage Completed(ReplayRun run, DateTimeOffset now) => Marked(run, run.Id, PendingMessage.Create(
        new ReplayCompleted
        {
            Tenant = run.Tenant,
            Replay = run.Id,
            StartedAt = run.StartedAt,
            Types = run.Types,
            Users = run.Users,
            Groups = run.Groups,
            Accounts = run.Accounts,
            Access = run.Access,
            OccurredAt = now,
        },
        Guid.Empty,
        now));

    /// <summary>The request to the other services to send their parts, or to stop.</summary>
    public static PendingMessage Requested(ReplayRun run, DateTimeOffset now) => PendingMessage.Create(
        new ReplayRequested
        {
            Tenant = run.Tenant,
            Replay = run.Id,
            Queue = run.Queue,
            Rate = run.Rate,
            Types = run.Types,
            Cancelled = run.Cancelled,
        },
        MessageIds.Create(run.Id, run.Cancelled ? 1 : 0, nameof(ReplayRequested)),
        now);

    private static PendingMessage Marked(ReplayRun run, Guid subject, PendingMessage message) => message.AsReplayed(run.Id, subject);
}
