using System.Diagnostics;
using Scim.Bus.Messaging.Transport;
using Scim.Bus.Simulation.Tests.Kernel;
using Scim.Bus.Simulation.Tests.Messages;
using Scim.Bus.Simulation.Tests.Processes;

namespace Scim.Bus.Simulation.Tests;

/// <content>How messages are delivered, and what becomes of those that fail: as MassTransit does it with the endpoints' settings.</content>
internal sealed partial class World
{
    private const int MaxFailures = 6;
    private const int MaxConflicts = 25;

    private void Deliver(Delivery delivery)
    {
        var service = Services.All.First(template => delivery.Queue.StartsWith(template.Name + "-", StringComparison.Ordinal)).Name;
        if (PickProcess(service) is not { } process)
        {
            delivery.NotBefore = Clock.Now + TimeSpan.FromSeconds(1);
            return;
        }

        delivery.Holder = process;
        Variant.Delivering(process, delivery);
        process.Start(
            $"handles {delivery}",
            delivery.Tenant,
            async () =>
            {
                using var activity = new Activity("consume");
                if (delivery.TraceParent is { } parent)
                    activity.SetParentId(parent);
                activity.Start();
                await process.EnterAsync(StepKind.Deliver, delivery.Queue);
                await Consumers.ConsumeAsync(process, delivery);
            },
            failure => Handled(process, delivery, failure),
            isOnContext: !Consumers.IsForSaga(delivery));
    }

    private void Handled(SimulatedProcess process, Delivery delivery, Exception? failure)
    {
        // The broker has given up on this process, and delivers again.
        if (delivery.Holder != process)
            return;
        if (failure is null || delivery.Answer is { Task.IsCompleted: true })
        {
            Network.Remove(delivery);
            return;
        }

        Tell(() => $"{delivery} failed: {failure.GetType().Name} {failure.Message}");
        delivery.Holder = null;
        var isOutage = Variant.IsOutage(failure);
        var attempts = isOutage ? ++delivery.Outages : ++delivery.Failures;
        delivery.NotBefore = Clock.Now + TimeSpan.FromMilliseconds(Math.Min(5_000, 100 * Math.Pow(2, Math.Min(attempts, 10))));
        if (isOutage || attempts < (ReceiveEndpointRetry.IsConflict(failure) ? MaxConflicts : MaxFailures))
            return;
        Network.Remove(delivery);
        Network.SetAside.Add($"{delivery}: {failure}");
    }
}
