using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.Replays;

/// <summary>Creates the messages of a replay: the current state of the directory with its versions, marked as a replay.</summary>
internal static class ReplayMessages
{
    public static PendingMessage Create(ReplayRun run, GroupRecord group, DateTimeOffset now) =>
        Marked(run, group.Id.Value, GroupEvents.Provisioned(group, now));

    public static PendingMessage Create(ReplayRun run, UserRecord user, DateTimeOffset now) =>
        Marked(run, user.Id.Value, UserEvents.Provisioned(user, reactivated: false, now));

    /// <summary>The memberships of a user, for the user's saga; null if the user never had any.</summary>
    public static PendingMessage? Assignment(ReplayRun run, UserRecord user, DateTimeOffset now) => user.AssignmentVersion == 0
        ? null
        : Marked(run, user.Id.Value, UserEvents.AssignmentChanged(user, user.Assignment(), now));

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
            Users = run.Users,
            Groups = run.Groups,
            OccurredAt = now,
        },
        Guid.Empty,
        now));

    /// <summary>Gives the message an id of this replay, so that a subscriber that deduplicates by id does not drop it.</summary>
    private static PendingMessage Marked(ReplayRun run, Guid subject, PendingMessage message) =>
        message with { Replay = run.Id, MessageId = MessageIds.Create(subject, 0, $"{message.Type}/{run.Id}") };
}
