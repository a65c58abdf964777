namespace Scim.Bus.Contracts.Internal;

/// <summary>Queues of Provisioning.</summary>
public static class ProvisioningQueues
{
    /// <summary>Queue of the sagas.</summary>
    public const string User = "provisioning-user";
    public const string Tenant = "provisioning-tenant";

    public static IReadOnlyList<CoreQueue> Core { get; } =
    [
        new(
            User,
            typeof(UserProvisioned),
            typeof(UserUpdated),
            typeof(UserDeprovisioned),
            typeof(AssignmentChanged),
            typeof(AccountApplied),
            typeof(CommandRefused),
            typeof(UserTimeoutElapsed),
            typeof(RetryUser),
            typeof(SyncUser)),
        new(Tenant, typeof(TenantConfigured)),
    ];
}
