namespace Scim.Bus.Contracts.Internal;

/// <summary>Queues of the Console.</summary>
public static class ConsoleQueues
{
    public const string Timeline = "console-timeline";
    public const string Tenant = "console-tenant";

    public static IReadOnlyList<CoreQueue> Core { get; } =
    [
        new(
            Timeline,
            typeof(UserProvisioned),
            typeof(UserUpdated),
            typeof(UserDeprovisioned),
            typeof(DeactivationRefused),
            typeof(GroupProvisioned),
            typeof(GroupUpdated),
            typeof(GroupDeprovisioned),
            typeof(GroupMembershipChanged),
            typeof(AccessGroupConflictDetected),
            typeof(AccountProvisioned),
            typeof(AccountUpdated),
            typeof(AccountDeprovisioned),
            typeof(AccessGroupApplied),
            typeof(NotificationSent),
            typeof(ProvisioningFailed),
            typeof(TimelineEntry)),
        new(Tenant, typeof(TenantConfigured)),
    ];
}
