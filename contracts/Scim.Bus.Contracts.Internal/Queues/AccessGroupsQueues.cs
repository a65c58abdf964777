namespace Scim.Bus.Contracts.Internal;

/// <summary>Queues of AccessGroups.</summary>
public static class AccessGroupsQueues
{
    public const string Assign = "access-groups-assign";
    public const string GroupDirectory = "access-groups-group-directory";
    public const string Tenant = "access-groups-tenant";
    public const string Replay = "access-groups-replay";

    public static IReadOnlyList<CoreQueue> Core { get; } =
    [
        new(Assign, typeof(AssignAccessGroup)),
        new(GroupDirectory, typeof(GroupProvisioned), typeof(GroupUpdated), typeof(GroupDeprovisioned)),
        new(Tenant, typeof(TenantConfigured)),
        new(Replay, typeof(ReplayRequested)),
    ];
}
