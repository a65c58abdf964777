using Scim.Bus.AccessGroups.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;

namespace Scim.Bus.AccessGroups.Publishing;

/// <summary>The messages by which Accounts learns an Access Group's name and settings, and subscribers what was configured.</summary>
internal static class SettingsMessages
{
    /// <summary>The group with the message of its current version in its outbox.</summary>
    public static AccessGroupRecord WithSettingsMessage(this AccessGroupRecord group, DateTimeOffset now) =>
        group with { Pending = [.. group.Pending, Pending(group, now)] };

    public static PendingMessage Pending(AccessGroupRecord group, DateTimeOffset now) => PendingMessage.Create(
        Create(group), MessageIds.Create(group.Id.Value, group.Version, nameof(AccessGroupSettingsChanged)), now);

    public static AccessGroupSettingsChanged Create(AccessGroupRecord group) => new()
    {
        Tenant = group.Tenant,
        Group = group.Id,
        Version = group.Version,
        DisplayName = group.DisplayName,
        Permissions = group.Settings.Permissions,
        Visibilities = group.Settings.Visibilities,
        Notifications = group.Settings.Notifications,
        Removed = group.Removed,
    };

    /// <summary>For subscribers: an admin has configured the group.</summary>
    public static PendingMessage Configured(AccessGroupRecord group, DateTimeOffset now)
    {
        var message = new AccessGroupConfigured
        {
            Tenant = group.Tenant,
            Group = group.Id,
            Version = group.Version,
            DisplayName = group.DisplayName,
            Permissions = group.Settings.Permissions,
            Visibilities = group.Settings.Visibilities,
            Notifications = group.Settings.Notifications,
            OccurredAt = now,
        };
        return PendingMessage.Create(message, MessageIds.Create(group.Id.Value, group.Version, nameof(AccessGroupConfigured)), now);
    }
}
