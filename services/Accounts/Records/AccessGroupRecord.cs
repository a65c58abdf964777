using System.Text.Json.Serialization;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;

namespace Scim.Bus.Accounts.Records;

/// <summary>
/// The copy that Accounts keeps of an Access Group's name and settings, as AccessGroups last published them. Immutable.
/// </summary>
internal sealed record AccessGroupRecord : IHasOutbox<AccessGroupRecord>
{
    public required TenantId Tenant { get; init; }

    public required GroupId Id { get; init; }

    /// <summary>The Access Group's version. A message with a lower one is outdated.</summary>
    public required long Version { get; init; }

    public required string DisplayName { get; init; }

    public IReadOnlyList<string> Permissions { get; init; } = [];

    public IReadOnlyList<string> Visibilities { get; init; } = [];

    public IReadOnlyList<string> Notifications { get; init; } = [];

    /// <summary>
    /// True if the directory deleted the group. The accounts that have access by it keep it until their users' sagas take it away.
    /// </summary>
    public bool Removed { get; init; }

    /// <summary>The rollout of this version to the accounts that have the group; null once it is complete.</summary>
    public SettingsRollout? Rollout { get; init; }

    public IReadOnlyList<PendingMessage> Pending { get; init; } = [];

    [JsonIgnore]
    public DateTimeOffset? NextDueAt => Rollout?.DueAt;

    public static AccessGroupRecord From(AccessGroupSettingsChanged message, SettingsRollout? rollout) => new()
    {
        Tenant = message.Tenant,
        Id = message.Group,
        Version = message.Version,
        DisplayName = message.DisplayName,
        Permissions = message.Permissions,
        Visibilities = message.Visibilities,
        Notifications = message.Notifications,
        Removed = message.Removed,
        Rollout = rollout,
    };

    public AccessGroupRecord WithPending(IReadOnlyList<PendingMessage> pending) => this with { Pending = pending };
}
