using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using MassTransit;
using MassTransit.Context;
using Scim.Bus.AccessGroups.Directory;
using Scim.Bus.AccessGroups.Publishing;
using Scim.Bus.Accounts.Access;
using Scim.Bus.Accounts.Provisioning;
using Scim.Bus.Accounts.Reading;
using Scim.Bus.Accounts.Replays;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Ingress.Directory.Reading;
using Scim.Bus.Ingress.Replays;
using Scim.Bus.Notifications.Admins;
using Scim.Bus.Notifications.Sending;
using Scim.Bus.Outbox;
using Scim.Bus.Simulation.Tests.Processes;

namespace Scim.Bus.Simulation.Tests.Messages;

/// <summary>The consumer of each queue, and how a delivery is handed to it.</summary>
internal static class Consumers
{
    private static readonly ConcurrentDictionary<Type, Func<SimulatedProcess, Delivery, Task>> ByMessage = [];

    private static readonly Dictionary<string, Type> ByQueue = new(StringComparer.Ordinal)
    {
        [IngressQueues.ReadDirectory] = typeof(ReadDirectoryConsumer),
        [IngressQueues.ReplayProgress] = typeof(ReplayProgressConsumer),
        [ProvisioningQueues.Tenant] = typeof(Provisioning.Tenants.TenantConsumer),
        [AccountsQueues.ApplyAccount] = typeof(ApplyAccountConsumer),
        [AccountsQueues.AccessGroupSettings] = typeof(AccessGroupSettingsConsumer),
        [AccountsQueues.Tenant] = typeof(Accounts.Provisioning.TenantConsumer),
        [AccountsQueues.Replay] = typeof(ReplayConsumer),
        [AccountsQueues.ReadAccounts] = typeof(ReadAccountsConsumer),
        [AccessGroupsQueues.GroupDirectory] = typeof(GroupDirectoryConsumer),
        [AccessGroupsQueues.SettingsRequest] = typeof(SettingsRequestConsumer),
        [AccessGroupsQueues.Tenant] = typeof(AccessGroups.Tenants.TenantConsumer),
        [NotificationsQueues.AdminNotice] = typeof(AdminNoticeConsumer),
        [NotificationsQueues.NotifyPerson] = typeof(NotifyPersonConsumer),
        [NotificationsQueues.Tenant] = typeof(Notifications.Tenants.TenantConsumer),
    };

    /// <summary>The queues that are simulated.</summary>
    public static IEnumerable<string> Queues => [.. ByQueue.Keys, ProvisioningQueues.User];

    /// <summary>True if the message is for the state machine.</summary>
    public static bool IsForSaga(Delivery delivery) => delivery.Queue == ProvisioningQueues.User;

    /// <summary>Hands a delivery to its consumer in a process, and returns when it is handled.</summary>
    public static Task ConsumeAsync(SimulatedProcess process, Delivery delivery)
    {
        return ByMessage.GetOrAdd(delivery.Type, Make)(process, delivery);

        static Func<SimulatedProcess, Delivery, Task> Make(Type type) => typeof(Consumers)
            .GetMethod(nameof(ConsumeTypedAsync), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type)
            .CreateDelegate<Func<SimulatedProcess, Delivery, Task>>();
    }

    private static async Task ConsumeTypedAsync<T>(SimulatedProcess process, Delivery delivery)
        where T : class
    {
        var message = delivery.Body.Deserialize<T>(MessageTypes.Json)!;
        using var scope = process.Services.CreateScope();
        var context = new MessageConsumeContext<T>(new SimulatedContext(process, delivery, scope.ServiceProvider), message);
        if (IsForSaga(delivery))
            await SagaMachine.HandleAsync(process, context);
        else
            await ((IConsumer<T>)((ProcessServices)scope.ServiceProvider).Create(ByQueue[delivery.Queue])).Consume(context);
    }
}
