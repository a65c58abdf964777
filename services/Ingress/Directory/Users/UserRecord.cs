using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.Directory.Users;

/// <summary>
/// A user of the directory, in one document: the attributes as the identity provider gave them, the groups that the user stands in, and what
/// must still follow from the last changes. Never changed in place.
/// </summary>
internal sealed record UserRecord : IHasOutbox<UserRecord>
{
    public required TenantId Tenant { get; init; }

    public required UserId Id { get; init; }

    /// <summary>Grows with every change that a client could see (I3); the entity tag. Not the document's revision.</summary>
    public required long Version { get; init; }

    /// <summary>The SCIM attributes under their canonical names, with id, schemas, groups and meta. To be cloned, not changed.</summary>
    public required JsonObject Resource { get; init; }

    /// <summary>For each attribute of the profile the version at which it last changed.</summary>
    public required IReadOnlyDictionary<string, long> ChangedAt { get; init; }

    /// <summary>Memberships that stand, and for a while those that no longer do.</summary>
    public IReadOnlyList<UserMembership> Memberships { get; init; } = [];

    /// <summary>The version at which the memberships last changed.</summary>
    public long AssignmentVersion { get; init; }

    /// <summary>Groups that must still be told that this deleted user left them.</summary>
    public IReadOnlyList<GroupId> GroupsToLeave { get; init; } = [];

    /// <summary>When <see cref="GroupsToLeave"/> is taken up if nobody did.</summary>
    public DateTimeOffset? NextDueAt { get; init; }

    public bool Deleted { get; init; }

    public IReadOnlyList<PendingMessage> Pending { get; init; } = [];

    /// <summary>Whether the person may log in. True unless the identity provider said otherwise.</summary>
    [JsonIgnore]
    public bool Active => Resource["active"]?.GetValue<bool>() ?? true;

    [JsonIgnore]
    public string UserName => Resource["userName"]!.GetValue<string>();

    public UserRecord WithPending(IReadOnlyList<PendingMessage> pending) => this with { Pending = pending };
}
