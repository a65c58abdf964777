namespace Scim.Bus.Contracts.Internal;

/// <summary>The queues of all services. A test compares them with the consumers.</summary>
public static class CoreQueues
{
    /// <summary>The queues, each with the messages that it must receive.</summary>
    public static IReadOnlyList<CoreQueue> All { get; } =
    [
        .. AccessGroupsQueues.Core,
        .. AccountsQueues.Core,
        .. ConsoleQueues.Core,
        .. IngressQueues.Core,
        .. NotificationsQueues.Core,
        .. ProvisioningQueues.Core,
    ];
}
