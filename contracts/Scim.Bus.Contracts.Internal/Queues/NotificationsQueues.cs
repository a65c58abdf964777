namespace Scim.Bus.Contracts.Internal;

/// <summary>Queues of Notifications.</summary>
public static class NotificationsQueues
{
    public const string AdminNotice = "notifications-admin-notice";
    public const string NotifyPerson = "notifications-notify-person";
    public const string Tenant = "notifications-tenant";

    public static IReadOnlyList<CoreQueue> Core { get; } =
    [
        new(
            AdminNotice,
            typeof(GroupProvisioned),
            typeof(GroupUpdated),
            typeof(GroupDeprovisioned),
            typeof(AccessGroupConfigured),
            typeof(AccessGroupConflictDetected),
            typeof(AccessGroupConflictResolved),
            typeof(ProvisioningFailed),
            typeof(DeactivationRefused),
            typeof(UserDeprovisioned),
            typeof(TokenExpiring),
            typeof(ConnectionAlert)),
        new(NotifyPerson, typeof(NotifyPerson)),
        new(Tenant, typeof(TenantConfigured)),
    ];
}
