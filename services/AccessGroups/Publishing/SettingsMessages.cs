using Scim.Bus.AccessGroups.Records;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;

namespace Scim.Bus.AccessGroups.Publishing;

/// <summary>The message by which Accounts learns an Access Group's name and settings.</summary>
internal static class SettingsMessages
{
    /// <summary>The group with the message of its current version in its outbox.</summary>
    public static AccessGroupRecord WithSettingsMessage(this AccessGroupRecord group, DateTimeOffset now)
    {
        var id = MessageIds.Create(group.Id.Value, group.Version, nameof(AccessGroupSettingsChanged));
        return group with { Pending = [.. group.Pending, PendingMessage.Create(Create(group), id, now)] };
    }

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
}
