using System.Text.Json.Serialization;
using Scim.Bus.Contracts;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.MachineKeys;

/// <summary>A key by which a program uses the admin API. The document's id is the hash of its secret.</summary>
internal sealed record MachineKeyRecord : IHasOutbox<MachineKeyRecord>
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Its roles, as they are written.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>The tenant that all its roles are for, whose admins may delete it; null if there is no such one.</summary>
    public TenantId? Tenant { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required Actor CreatedBy { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Last use, UTC, to ten minutes; null if the key was never used.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    public IReadOnlyList<PendingMessage> Pending { get; init; } = [];

    [JsonIgnore]
    public DateTimeOffset? NextDueAt => null;

    public MachineKeyRecord WithPending(IReadOnlyList<PendingMessage> pending) => this with { Pending = pending };
}
