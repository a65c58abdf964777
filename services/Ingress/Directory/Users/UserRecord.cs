using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.Directory.Users;

/// <summary>
/// A user of the directory in one document: the attributes that the identity provider sent, the memberships, and the outbox. Immutable:
/// <see cref="UserChanges"/> creates the next record.
/// </summary>
internal sealed record UserRecord : IHasOutbox<UserRecord>
{
    public required TenantId Tenant { get; init; }

    public required UserId Id { get; init; }

    /// <summary>Grows with every change that a client can see (I3), and is the entity tag. Not the document's revision.</summary>
    public required long Version { get; init; }

    /// <summary>The SCIM attributes under their canonical names, with id, schemas, groups and meta. Clone before changing.</summary>
    public required JsonObject Resource { get; init; }

    /// <summary>The version at which each attribute of the profile last changed.</summary>
    public required IReadOnlyDictionary<string, long> ChangedAt { get; init; }

    /// <summary>Active memberships, and recent former ones.</summary>
    public IReadOnlyList<UserMembership> Memberships { get; init; } = [];

    /// <summary>The version at which the memberships last changed.</summary>
    public long AssignmentVersion { get; init; }

    /// <summary>Groups from which this deleted user has still to be removed.</summary>
    public IReadOnlyList<GroupId> GroupsToLeave { get; init; } = [];

    /// <summary>When the sweeper takes over <see cref="GroupsToLeave"/>; null if it is empty.</summary>
    public DateTimeOffset? NextDueAt { get; init; }

    /// <summary>
    /// True if the person could log in when <c>active</c> was last assigned. Decides while it is unassigned: neither its removal nor its
    /// absence lets anybody in or out.
    /// </summary>
    public bool ActiveWhileUnassigned { get; init; } = true;

    /// <summary>The version at which a refused deactivation was last reported; 0 for none.</summary>
    public long RefusedDeactivationVersion { get; init; }

    public bool Deleted { get; init; }

    public IReadOnlyList<PendingMessage> Pending { get; init; } = [];

    /// <summary>True if the person may log in.</summary>
    [JsonIgnore]
    public bool Active => Resource["active"]?.GetValue<bool>() ?? ActiveWhileUnassigned;

    [JsonIgnore]
    public string UserName => Resource["userName"]!.GetValue<string>();

    public UserRecord WithPending(IReadOnlyList<PendingMessage> pending) => this with { Pending = pending };
}
