namespace Scim.Bus.Contracts.Internal;

/// <summary>Queues of AccessGroups.</summary>
public static class AccessGroupsQueues
{
    public const string GroupDirectory = "access-groups-group-directory";
    public const string Tenant = "access-groups-tenant";
    public const string SettingsRequest = "access-groups-settings-request";

    public static IReadOnlyList<CoreQueue> Core { get; } =
    [
        new(GroupDirectory, typeof(GroupProvisioned), typeof(GroupUpdated), typeof(GroupDeprovisioned)),
        new(Tenant, typeof(TenantConfigured)),
        new(SettingsRequest, typeof(RequestAccessGroupSettings)),
    ];
}
