using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Notifications.Sending;
using Scim.Bus.Outbox;

namespace Scim.Bus.Notifications.Admins;

/// <summary>The mails to a tenant's admins, one edition after the other; one document for each tenant.</summary>
internal sealed record AdminDigest : IHasOutbox<AdminDigest>
{
    public required TenantId Tenant { get; init; }

    /// <summary>The number of the last edition: with an admin's address, what makes a mail one.</summary>
    public long Edition { get; init; }

    /// <summary>
    /// Whether notices that come in now are sure to be seen: then whoever writes one down has nothing to do here, so that hundreds of them don't write
    /// this one document.
    /// </summary>
    public bool IsOpen { get; init; }

    /// <summary>The notices of the edition that is being sent, each as it was then; null while none is.</summary>
    public IReadOnlyDictionary<string, long>? Listed { get; init; }

    /// <summary>When it is looked at next; null if there is nothing to tell.</summary>
    public DateTimeOffset? NextDueAt { get; init; }

    public IReadOnlyList<PendingMessage> Pending { get; init; } = [];

    public static CollectionDefinition<AdminDigest> Collection { get; } = new()
    {
        Service = NotificationCollection.Service,
        Name = "adminDigests",
    };

    public AdminDigest WithPending(IReadOnlyList<PendingMessage> pending) => this with { Pending = pending };
}
