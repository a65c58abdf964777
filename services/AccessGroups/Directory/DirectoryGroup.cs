using Scim.Bus.Contracts;

namespace Scim.Bus.AccessGroups.Directory;

/// <summary>A group of the directory: what the three group events have in common.</summary>
internal sealed record DirectoryGroup(TenantId Tenant, GroupId Group, long Version, string DisplayName, bool IsDeleted)
{
    public static DirectoryGroup From(GroupProvisioned message) =>
        new(message.Tenant, message.Group, message.Version, message.DisplayName, IsDeleted: false);

    public static DirectoryGroup From(GroupUpdated message) =>
        new(message.Tenant, message.Group, message.Version, message.DisplayName, IsDeleted: false);

    public static DirectoryGroup From(GroupDeprovisioned message) =>
        new(message.Tenant, message.Group, message.Version, message.DisplayName, IsDeleted: true);
}
