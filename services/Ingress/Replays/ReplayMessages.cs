using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.Replays;

/// <summary>The messages that tell of the directory as it is: those that told of it before, with the versions that they had, marked as a replay.</summary>
internal static class ReplayMessages
{
    public static PendingMessage Of(ReplayRun run, GroupRecord group, DateTimeOffset now) => Marked(run, group.Id.Value, GroupEvents.Provisioned(group, now));

    public static PendingMessage Of(ReplayRun run, UserRecord user, DateTimeOffset now) =>
        Marked(run, user.Id.Value, UserEvents.Provisioned(user, reactivated: false, now));

    /// <summary>The groups that users stand in; null for those who stand in none.</summary>
    public static IEnumerable<PendingMessage> Memberships(ReplayRun run, IEnumerable<UserRecord> users, DateTimeOffset now) => users
        .Select(user => user.Assignment())
        .Where(assignment => assignment.EffectiveGroup is not null)
        .GroupBy(assignment => assignment.EffectiveGroup!.Value)
        .Select(members => Marked(run, members.First().User.Value, PendingMessage.Create(
            new GroupMembershipChanged
            {
                Tenant = run.Tenant,
                Group = members.Key,
                // Consumers go by the members' versions; what the group's was at each of them is not known any more.
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

    /// <summary>An id of this replay's own: a subscriber that remembers the first message's id must not take this for a repetition.</summary>
    private static PendingMessage Marked(ReplayRun run, Guid subject, PendingMessage message) =>
        message with { Replay = run.Id, MessageId = MessageIds.Create(subject, 0, $"{message.Type}/{run.Id}") };
}
