using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.Directory.Groups;

/// <summary>
/// A group of the directory in one document. Its size does not depend on the number of members: memberships are stored on the users'
/// documents, and this one only has the intents that are still to be completed. Immutable: <see cref="GroupChanges"/> creates the next
/// record.
/// </summary>
internal sealed record GroupRecord : IHasOutbox<GroupRecord>
{
    public required TenantId Tenant { get; init; }

    public required GroupId Id { get; init; }

    /// <summary>Grows with every change of the group or its members, and is the entity tag.</summary>
    public required long Version { get; init; }

    /// <summary>
    /// The SCIM attributes under their canonical names, with id, schemas and meta but without members. Clone before changing.
    /// </summary>
    public required JsonObject Resource { get; init; }

    /// <summary>Membership changes that are not on the users' documents yet, oldest first.</summary>
    public IReadOnlyList<MembershipIntent> Intents { get; init; } = [];

    public bool Deleted { get; init; }

    public IReadOnlyList<PendingMessage> Pending { get; init; } = [];

    [JsonIgnore]
    public string DisplayName => Resource["displayName"]!.GetValue<string>();

    /// <summary>Normally the request that created an intent completes it; after this time the sweeper does.</summary>
    public DateTimeOffset? NextDueAt { get; init; }

    /// <summary>A copy as it is stored: due if it has intents.</summary>
    public GroupRecord DueIfUnfinished(DueClock clock)
    {
        DateTimeOffset? dueAt = Intents.Count > 0 ? clock.GetUtcNow() + MembershipIntent.LeaseDuration : null;
        return dueAt == NextDueAt ? this : this with { NextDueAt = dueAt };
    }

    public GroupRecord WithPending(IReadOnlyList<PendingMessage> pending) => this with { Pending = pending };
}
