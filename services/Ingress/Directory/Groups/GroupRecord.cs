using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.Directory.Groups;

/// <summary>
/// A group of the directory, in one document that does not grow with its members: those stand on the users' documents. Here stand only
/// changes of membership that were accepted and are still to be carried out. Never changed in place.
/// </summary>
internal sealed record GroupRecord : IHasOutbox<GroupRecord>
{
    public required TenantId Tenant { get; init; }

    public required GroupId Id { get; init; }

    /// <summary>Grows with every change of the group or its members; the entity tag.</summary>
    public required long Version { get; init; }

    /// <summary>The SCIM attributes under their canonical names, with id, schemas and meta, without members. To be cloned, not changed.</summary>
    public required JsonObject Resource { get; init; }

    /// <summary>Accepted changes of membership, the oldest first.</summary>
    public IReadOnlyList<MembershipIntent> Intents { get; init; } = [];

    public bool Deleted { get; init; }

    public IReadOnlyList<PendingMessage> Pending { get; init; } = [];

    [JsonIgnore]
    public string DisplayName => Resource["displayName"]!.GetValue<string>();

    /// <summary>The request that made an intent carries it out; if it did not, somebody else does.</summary>
    [JsonIgnore]
    public DateTimeOffset? NextDueAt => Intents.Count > 0 ? Intents[0].At + MembershipIntent.LeaseDuration : null;

    public GroupRecord WithPending(IReadOnlyList<PendingMessage> pending) => this with { Pending = pending };
}
