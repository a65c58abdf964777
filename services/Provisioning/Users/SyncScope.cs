using Scim.Bus.Contracts;

namespace Scim.Bus.Provisioning.Users;

/// <summary>Which users a tenant has provisioned.</summary>
internal static class SyncScope
{
    /// <summary>Whether users of this effective group are provisioned: all are, unless the tenant has chosen groups to sync.</summary>
    public static bool IsInScope(this TenantSettings settings, GroupId? group) =>
        settings.GroupsToSync is null || (group is { } id && settings.GroupsToSync.Contains(id));
}
