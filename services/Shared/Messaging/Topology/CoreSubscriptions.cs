using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Messaging.Topology;

/// <summary>
/// The queues of the services that the product needs, for each message. Publishers declare and bind them too, so that the first push is not lost if the
/// ingress is up before those services ever were. A test holds the list to the consumers that there are.
/// </summary>
public static class CoreSubscriptions
{
    private const string UserSaga = "provisioning-user";
    private const string AccessGroupDirectory = "access-groups-group-directory";
    private const string AdminNotice = "notifications-admin-notice";
    private const string Timeline = "console-timeline";

    /// <summary>For each message, the queues that must get it.</summary>
    public static IReadOnlyDictionary<Type, IReadOnlyList<string>> Queues { get; } = new Dictionary<Type, IReadOnlyList<string>>
    {
        [typeof(UserProvisioned)] = [UserSaga, Timeline],
        [typeof(UserUpdated)] = [UserSaga, Timeline],
        [typeof(UserDeprovisioned)] = [UserSaga, Timeline],
        [typeof(GroupMembershipChanged)] = ["provisioning-membership", AdminNotice, Timeline],
        [typeof(AssignmentChanged)] = [UserSaga],
        [typeof(UserTimeoutElapsed)] = [UserSaga],
        [typeof(RetryUser)] = [UserSaga],
        [typeof(SyncUser)] = [UserSaga],
        [typeof(ApplyAccount)] = ["accounts-apply-account"],
        [typeof(AccountApplied)] = [UserSaga],
        [typeof(AssignAccessGroup)] = ["access-groups-assign"],
        [typeof(AccessGroupApplied)] = ["accounts-apply-access", Timeline],
        [typeof(AccessApplied)] = [UserSaga],
        [typeof(StepRefused)] = [UserSaga],
        [typeof(NotifyPerson)] = ["notifications-notify-person"],
        [typeof(GroupProvisioned)] = [AccessGroupDirectory, AdminNotice, Timeline],
        [typeof(GroupUpdated)] = [AccessGroupDirectory, Timeline],
        [typeof(GroupDeprovisioned)] = [AccessGroupDirectory, AdminNotice, Timeline],
        [typeof(AccessGroupConfigured)] = [AdminNotice],
        [typeof(TenantConfigured)] = ["provisioning-tenant", "accounts-tenant", "notifications-tenant"],
        [typeof(AccountProvisioned)] = [Timeline],
        [typeof(AccountUpdated)] = [Timeline],
        [typeof(AccountDeprovisioned)] = [Timeline],
        [typeof(AccessGroupConflictDetected)] = [AdminNotice, Timeline],
        [typeof(NotificationSent)] = [Timeline],
        [typeof(ProvisioningFailed)] = [AdminNotice, Timeline],
        [typeof(TimelineEntry)] = [Timeline],
    };
}
