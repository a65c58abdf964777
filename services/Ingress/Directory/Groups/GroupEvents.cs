using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.Directory.Groups;

/// <summary>The messages that tell of a group's changes, ready to be stored with them.</summary>
internal static class GroupEvents
{
    /// <summary>How many users a message names at most.</summary>
    public const int ChunkSize = 500;

    public static PendingMessage Provisioned(GroupRecord group, DateTimeOffset now) => Message(
        group,
        new GroupProvisioned
        {
            Tenant = group.Tenant,
            Group = group.Id,
            Version = group.Version,
            DisplayName = group.DisplayName,
            ExternalId = ExternalId(group),
            OccurredAt = now,
        },
        now);

    public static PendingMessage Updated(GroupRecord group, IReadOnlyList<string> changed, DateTimeOffset now) => Message(
        group,
        new GroupUpdated
        {
            Tenant = group.Tenant,
            Group = group.Id,
            Version = group.Version,
            DisplayName = group.DisplayName,
            ExternalId = ExternalId(group),
            Changed = changed,
            OccurredAt = now,
        },
        now);

    public static PendingMessage Deprovisioned(GroupRecord group, DateTimeOffset now) => Message(
        group,
        new GroupDeprovisioned
        {
            Tenant = group.Tenant,
            Group = group.Id,
            Version = group.Version,
            DisplayName = group.DisplayName,
            OccurredAt = now,
        },
        now);

    /// <summary>A change of membership, in as many messages as it takes.</summary>
    public static IEnumerable<PendingMessage> MembershipChanged(
        GroupRecord group,
        long version,
        IReadOnlyList<MemberAssignment> added,
        IReadOnlyList<MemberAssignment> removed,
        DateTimeOffset now)
    {
        var chunks = added.Select(member => (member, true)).Concat(removed.Select(member => (member, false))).Chunk(ChunkSize);
        return chunks.Select((chunk, i) => PendingMessage.Create(
            new GroupMembershipChanged
            {
                Tenant = group.Tenant,
                Group = group.Id,
                Version = version,
                Added = [.. chunk.Where(entry => entry.Item2).Select(entry => entry.member)],
                Removed = [.. chunk.Where(entry => !entry.Item2).Select(entry => entry.member)],
                Chunk = i,
                OccurredAt = now,
            },
            MessageIds.Create(group.Id.Value, version, $"{nameof(GroupMembershipChanged)}/{i}"),
            now));
    }

    /// <summary>A line in the provisioning log: most members were removed at once, which is often a mistake in the identity provider.</summary>
    public static PendingMessage MassRemoval(GroupRecord group, int removed, int before, DateTimeOffset now) => Message(
        group,
        new TimelineEntry
        {
            Tenant = group.Tenant,
            Step = "membership",
            Outcome = TimelineOutcome.Warning,
            Detail = $"A replacement of the members of '{group.DisplayName}' removed {removed} of {before}.",
            OccurredAt = now,
        },
        now);

    private static string? ExternalId(GroupRecord group) => group.Resource["externalId"]?.GetValue<string>();

    private static PendingMessage Message<TMessage>(GroupRecord group, TMessage message, DateTimeOffset now)
        where TMessage : class => PendingMessage.Create(message, MessageIds.Create(group.Id.Value, group.Version, typeof(TMessage).Name), now);
}
