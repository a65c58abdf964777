using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Notifications.Sending;
using Scim.Bus.Outbox;

namespace Scim.Bus.Notifications.Admins;

/// <summary>Progress of a tenant's admin digests: one document for each tenant, one edition after another.</summary>
internal sealed record AdminDigest : IHasOutbox<AdminDigest>
{
    public required TenantId Tenant { get; init; }

    /// <summary>Number of the last edition. Edition and address together make the id of a mail.</summary>
    public long Edition { get; init; }

    /// <summary>
    /// True while a run is scheduled that is certain to see every new notice. A notice that is added then leaves this document alone, so
    /// that hundreds of them do not compete for it.
    /// </summary>
    public bool IsScheduled { get; init; }

    /// <summary>Ids and versions of the notices in the edition that is being sent; null between editions.</summary>
    public IReadOnlyDictionary<string, long>? Listed { get; init; }

    /// <summary>When the job runs next; null if there are no open notices.</summary>
    public DateTimeOffset? NextDueAt { get; init; }

    public IReadOnlyList<PendingMessage> Pending { get; init; } = [];

    public static CollectionDefinition<AdminDigest> Collection { get; } = new()
    {
        Service = NotificationCollection.Service,
        Name = "adminDigests",
    };

    public AdminDigest WithPending(IReadOnlyList<PendingMessage> pending) => this with { Pending = pending };
}
