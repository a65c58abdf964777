using System.Text.Json.Serialization;
using Scim.Bus.Contracts;
using Scim.Bus.Outbox;

namespace Scim.Bus.AccessGroups.Records;

/// <summary>Which Access Group a user has, as provisioning decided. Kept when it is none, to tell what comes late.</summary>
internal sealed record AssignmentRecord : IHasOutbox<AssignmentRecord>
{
    public required TenantId Tenant { get; init; }

    public required UserId User { get; init; }

    /// <summary>Generation of the command that was last applied.</summary>
    public required long Generation { get; init; }

    public GroupId? Group { get; init; }

    public IReadOnlyList<PendingMessage> Pending { get; init; } = [];

    [JsonIgnore]
    public DateTimeOffset? NextDueAt => null;

    public AssignmentRecord WithPending(IReadOnlyList<PendingMessage> pending) => this with { Pending = pending };
}
