using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.Directory.Groups;

/// <summary>Creates the messages about a group, to be stored in the same write as the change.</summary>
internal static class GroupEvents
{
    /// <summary>Maximum number of users in one message.</summary>
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

    /// <summary>A membership change, split into chunks of <see cref="ChunkSize"/> users.</summary>
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

    /// <summary>A warning in the provisioning log: removing most members at once is often a mistake at the identity provider.</summary>
    public static PendingMessage MassRemoval(GroupRecord group, int removed, int before, DateTimeOffset now) => Message(
        group,
        new TimelineEntry
        {
            Tenant = group.Tenant,
            Step = "membership",
            Outcome = TimelineOutcome.Warning,
            Detail = $"Replacing the members of '{group.DisplayName}' removed {removed} of {before}.",
            OccurredAt = now,
        },
        now);

    private static string? ExternalId(GroupRecord group) => group.Resource["externalId"]?.GetValue<string>();

    private static PendingMessage Message<TMessage>(GroupRecord group, TMessage message, DateTimeOffset now)
        where TMessage : class =>
        PendingMessage.Create(message, MessageIds.Create(group.Id.Value, group.Version, typeof(TMessage).Name), now);
}
