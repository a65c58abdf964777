using System.Text.Json.Serialization;
using Scim.Bus.Contracts;
using Scim.Bus.Outbox;

namespace Scim.Bus.AccessGroups.Records;

/// <summary>
/// A user's desired Access Group, as Provisioning last assigned it. The record stays when the user has none any more, so that an outdated
/// command is recognized.
/// </summary>
internal sealed record AssignmentRecord : IHasOutbox<AssignmentRecord>
{
    public required TenantId Tenant { get; init; }

    public required UserId User { get; init; }

    /// <summary>Generation of the command that was applied last.</summary>
    public required long Generation { get; init; }

    /// <summary>The desired Access Group; null for none.</summary>
    public GroupId? Group { get; init; }

    public IReadOnlyList<PendingMessage> Pending { get; init; } = [];

    [JsonIgnore]
    public DateTimeOffset? NextDueAt => null;

    public AssignmentRecord WithPending(IReadOnlyList<PendingMessage> pending) => this with { Pending = pending };
}
