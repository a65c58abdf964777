using System.Text.Json.Serialization;
using Scim.Bus.Contracts;
using Scim.Bus.Outbox;

namespace Scim.Bus.AccessGroups.Records;

/// <summary>An Access Group, in one document. Never changed in place.</summary>
internal sealed record AccessGroupRecord : IHasOutbox<AccessGroupRecord>
{
    public required GroupId Id { get; init; }

    public required TenantId Tenant { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>Grows with every change that its members' accounts must hear of: the name and the settings.</summary>
    public required long Version { get; init; }

    /// <summary>The version of the directory's group that was last heard of.</summary>
    public required long DirectoryVersion { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public AccessSettings Settings { get; init; } = AccessSettings.None;

    /// <summary>Whether an admin has ever said what the group may do.</summary>
    public bool Configured { get; init; }

    public bool Removed { get; init; }

    /// <summary>How far the members' accounts have heard of the present version; null if all have.</summary>
    public Propagation? Propagation { get; init; }

    public IReadOnlyList<PendingMessage> Pending { get; init; } = [];

    [JsonIgnore]
    public DateTimeOffset? NextDueAt => Propagation?.DueAt;

    public AccessGroupRecord WithPending(IReadOnlyList<PendingMessage> pending) => this with { Pending = pending };
}

/// <summary>What the members of an Access Group may do, may see and are notified of: names of the catalogue.</summary>
internal sealed record AccessSettings
{
    public static AccessSettings None { get; } = new();

    public IReadOnlyList<string> Permissions { get; init; } = [];

    public IReadOnlyList<string> Visibilities { get; init; } = [];

    public IReadOnlyList<string> Notifications { get; init; } = [];

    public bool SaysTheSameAs(AccessSettings other) =>
        Permissions.SequenceEqual(other.Permissions)
        && Visibilities.SequenceEqual(other.Visibilities)
        && Notifications.SequenceEqual(other.Notifications);
}

/// <summary>A walk through a group's members.</summary>
internal sealed record Propagation
{
    /// <summary>How long the process that walks has to go on, before another takes it for dead.</summary>
    public static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(10);

    /// <summary>The member that was last told; null at the beginning.</summary>
    public UserId? After { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    /// <summary>The trace of whoever changed the group.</summary>
    public string? TraceParent { get; init; }
}
