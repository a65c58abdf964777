using MassTransit;

namespace Scim.Bus.Messaging.Transport;

/// <summary>
/// Tracks, on the in-memory transport, when every subscriber has handled a message. That transport loses its queues when the process ends,
/// so a message may leave its outbox only once it is handled, or stored as an error (decision 5). With RabbitMQ nothing is tracked.
/// </summary>
public sealed class DeliveryTracker : IReceiveObserver
{
    private readonly Dictionary<Guid, Delivery> _deliveries = [];
    private SubscriberRegistry? _subscribers;

    /// <summary>Starts tracking, for these subscribers.</summary>
    internal void Track(SubscriberRegistry subscribers) => _subscribers = subscribers;

    /// <summary>
    /// Returns a task that completes when all subscribers have handled the message, and faults if one of them fails and the message is not
    /// stored as an error. Concurrent publishers of the same message share the task.
    /// </summary>
    public Task Expect(Type type, Guid messageId) => Expect(messageId, _subscribers?.CountOf(type) ?? 0);

    /// <summary>As for a type of message, for one that goes to a number of endpoints.</summary>
    internal Task Expect(Guid messageId, int endpoints)
    {
        if (endpoints == 0)
            return Task.CompletedTask;
        lock (_deliveries)
        {
            if (!_deliveries.TryGetValue(messageId, out var delivery))
                _deliveries.Add(messageId, delivery = new Delivery(endpoints));
            delivery.Waiting++;
            return delivery.Handled;
        }
    }

    /// <summary>Ends one publisher's wait for a message.</summary>
    public void Forget(Guid messageId)
    {
        lock (_deliveries)
        {
            if (_deliveries.TryGetValue(messageId, out var delivery) && --delivery.Waiting == 0)
                _deliveries.Remove(messageId);
        }
    }

    /// <inheritdoc />
    public Task PostReceive(ReceiveContext context)
    {
        Received(context, context.IsFaulted && !IsSetAside(context));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task ReceiveFault(ReceiveContext context, Exception exception)
    {
        Received(context, isFaulted: !IsSetAside(context));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    /// <inheritdoc />
    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    /// <inheritdoc />
    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;

    private static bool IsSetAside(ReceiveContext context) => context.HasPayloadType(typeof(SetAsideMark));

    private void Received(ReceiveContext context, bool isFaulted)
    {
        if (context.GetMessageId() is not { } messageId)
            return;
        lock (_deliveries)
        {
            if (_deliveries.TryGetValue(messageId, out var delivery))
                delivery.Received(context.InputAddress, isFaulted);
        }
    }

    private sealed class Delivery(int subscribers)
    {
        private readonly TaskCompletionSource _handled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly HashSet<Uri> _done = [];

        public Task Handled => _handled.Task;

        /// <summary>Number of publishers that wait for the message.</summary>
        public int Waiting { get; set; }

        /// <summary>Records that an endpoint is done with the message. An endpoint that receives it twice counts once.</summary>
        public void Received(Uri endpoint, bool isFaulted)
        {
            if (isFaulted)
                _handled.TrySetException(new InvalidOperationException("A subscriber failed to handle the message."));
            else if (_done.Add(endpoint) && _done.Count == subscribers)
                _handled.TrySetResult();
        }
    }
}
