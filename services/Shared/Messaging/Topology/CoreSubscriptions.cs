using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Messaging.Topology;

/// <summary>
/// The queues of our services, by message. Publishers declare and bind them too, so that the first push is not lost if the ingress is up
/// before those services have ever run (decision 1). A test compares the table with the consumers.
/// </summary>
public static class CoreSubscriptions
{
    private const string UserSaga = "provisioning-user";
    private const string AccessGroupDirectory = "access-groups-group-directory";
    private const string AdminNotice = "notifications-admin-notice";
    private const string Timeline = "console-timeline";

    /// <summary>Message types, each with the queues that must receive it.</summary>
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
