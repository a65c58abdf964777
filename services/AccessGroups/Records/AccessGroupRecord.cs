using System.Text.Json.Serialization;
using Scim.Bus.Contracts;
using Scim.Bus.Outbox;

namespace Scim.Bus.AccessGroups.Records;

/// <summary>The document of an Access Group. Immutable.</summary>
internal sealed record AccessGroupRecord : IHasOutbox<AccessGroupRecord>
{
    public required GroupId Id { get; init; }

    public required TenantId Tenant { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>Increases with each change that matters to the members' accounts: of the name or of the settings.</summary>
    public required long Version { get; init; }

    /// <summary>Version of the directory's group that was applied last.</summary>
    public required long DirectoryVersion { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public AccessSettings Settings { get; init; } = AccessSettings.None;

    /// <summary>True once an admin has set the settings, even to nothing.</summary>
    public bool Configured { get; init; }

    /// <summary>True for a tombstone: the directory deleted the group.</summary>
    public bool Removed { get; init; }

    public IReadOnlyList<PendingMessage> Pending { get; init; } = [];

    [JsonIgnore]
    public DateTimeOffset? NextDueAt => null;

    public AccessGroupRecord WithPending(IReadOnlyList<PendingMessage> pending) => this with { Pending = pending };
}
