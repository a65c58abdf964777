using System.Text.Json;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;
using Scim.Bus.Simulation.Tests.Processes;

namespace Scim.Bus.Simulation.Tests.Messages;

/// <summary>
/// The broker: queues, from which the seed takes messages in any order. What is sent goes to each queue that is bound for it.
/// </summary>
internal sealed class Network(World world)
{
    private static readonly ILookup<Type, string> Routes = CoreQueues.All
        .Where(queue => !ConsoleQueues.Core.Contains(queue))
        .SelectMany(queue => queue.Messages.Select(message => (message, queue.Name)))
        .ToLookup(route => route.message, route => route.Name);

    /// <summary>All messages that wait or are in hand, in the order in which they were sent.</summary>
    public List<Delivery> Deliveries { get; } = [];

    /// <summary>Ids of the messages that the broker has ever taken.</summary>
    public HashSet<Guid> Taken { get; } = [];

    /// <summary>Messages that no attempt could handle, with the reason.</summary>
    public List<string> SetAside { get; } = [];

    public void Send(PendingMessage message, TimeSpan delay)
    {
        var type = MessageTypes.Find(message.Type);
        Taken.Add(message.MessageId);
        world.Watching.Sent(message, type);
        foreach (var queue in Routes[type])
            Add(queue, type, message, delay, null);
    }

    /// <summary>Sends a request to its queue.</summary>
    public void Request(string queue, Type type, PendingMessage message, TaskCompletionSource<object> answer) =>
        Add(queue, type, message, TimeSpan.Zero, answer);

    /// <summary>Acknowledges a message.</summary>
    public void Remove(Delivery delivery) => Deliveries.Remove(delivery);

    /// <summary>Delivers again what a process had in hand.</summary>
    public void Release(SimulatedProcess process)
    {
        foreach (var delivery in Deliveries.Where(delivery => delivery.Holder == process))
            delivery.Holder = null;
    }

    private void Add(string queue, Type type, PendingMessage message, TimeSpan delay, TaskCompletionSource<object>? answer) =>
        Deliveries.Add(new Delivery
        {
            Queue = queue,
            MessageId = message.MessageId,
            Type = type,
            Body = message.Body,
            Tenant = message.Body.GetProperty("tenant").Deserialize<TenantId>(MessageTypes.Json),
            TraceParent = message.TraceParent,
            Replay = message.Replay,
            Answer = answer,
            NotBefore = world.Clock.Now + delay,
        });
}
