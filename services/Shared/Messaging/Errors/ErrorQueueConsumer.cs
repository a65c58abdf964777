using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Scim.Bus.Messaging.Errors;

/// <summary>Consumes one <c>_error</c> or <c>_skipped</c> queue: stores each message, and acknowledges it then.</summary>
internal sealed class ErrorQueueConsumer(
    string queue,
    ErrorKind kind,
    ErrorStore store,
    SagaNotifier sagas,
    ErrorQueueSignal signal,
    TimeProvider time,
    ILogger logger) : IDisposable
{
    /// <summary>Messages in hand: few, because one may have many megabytes.</summary>
    private const ushort Prefetch = 4;

    /// <summary>Longest wait for the broker until the queue is consumed. After it, all begin anew on another connection.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly string _source = queue + (kind == ErrorKind.Failed ? "_error" : "_skipped");
    private IChannel? _channel;
    private CancellationTokenSource _inHand = new();
    private volatile bool _isUnregistered;

    public bool IsConsuming => !_isUnregistered && _channel is { IsOpen: true };

    /// <summary>True if this consumes what is moved from a queue for such a reason.</summary>
    public bool IsFor(string name, ErrorKind reason) => name == queue && reason == kind;

    /// <summary>Begins to consume the queue if it exists. MassTransit declares it with the first message.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="stopping">Gives up what is in hand.</param>
    /// <exception cref="OperationCanceledException">The broker did not answer within ten seconds.</exception>
    public async Task TryStartAsync(IConnection connection, CancellationToken stopping)
    {
        // What the former channel has in hand is given up first, because its end waits for that.
        Dispose();
        _inHand = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var inHand = _inHand.Token;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(StartLimit);
        if (_channel is not null)
            await _channel.DisposeAsync().AsTask().WaitAsync(limit.Token);
        _channel = null;
        _isUnregistered = false;
        var channel = await connection.CreateChannelAsync(cancellationToken: limit.Token).WaitAsync(limit.Token);
        try
        {
            await channel.BasicQosAsync(0, Prefetch, global: false, limit.Token).WaitAsync(limit.Token);
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += (_, delivery) => StoreAsync(channel, delivery, inHand);
            // The queue was deleted, or the broker has closed the channel, or the connection is being closed. The channel can't be closed
            // from here: that waits for this handler, and for its time-out, which is longer than a process may take to stop.
            consumer.UnregisteredAsync += (_, _) =>
            {
                // A former channel may say so late, when its successor consumes already.
                if (inHand.IsCancellationRequested)
                    return Task.CompletedTask;
                _isUnregistered = true;
                signal.Look(queue, kind);
                return Task.CompletedTask;
            };
            await channel.BasicConsumeAsync(_source, autoAck: false, consumer, limit.Token).WaitAsync(limit.Token);
            _channel = channel;
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            await channel.DisposeAsync().AsTask().WaitAsync(limit.Token);
        }
    }

    /// <summary>Gives up what is in hand. It goes back to the queue with the end of the connection, which is not this one's.</summary>
    public void Dispose()
    {
        _inHand.Cancel();
        _inHand.Dispose();
    }

    /// <summary>
    /// Stores a message, one after the other, so that the failures of a message keep their order. A saga is told beside that: whatever that
    /// waits for must not hold up the messages behind it.
    /// </summary>
    private async Task StoreAsync(IChannel channel, BasicDeliverEventArgs delivery, CancellationToken inHand)
    {
        var message = Read(delivery);
        ErrorRecord? record = null;
        await PersistAsync("stored", async () => record = await store.SaveAsync(message, inHand), inHand);
        if (record?.Step is null)
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, inHand);
        else
            _ = TellSagaAsync(channel, delivery.DeliveryTag, record, inHand);
    }

    /// <summary>Tells a saga that its command was set aside, and acknowledges the message then. Does not fail.</summary>
    private async Task TellSagaAsync(IChannel channel, ulong deliveryTag, ErrorRecord record, CancellationToken inHand)
    {
        try
        {
            await PersistAsync("told to its saga", () => sagas.SetAsideAsync(record, inHand), inHand);
            await channel.BasicAckAsync(deliveryTag, multiple: false, inHand);
        }
#pragma warning disable CA1031 // The channel was closed, or is being closed: the message is delivered again, and changes nothing then.
        catch (Exception e)
        {
            logger.LogDebug("A message of {Queue} was not acknowledged. {Reason}", _source, e.Message);
        }
#pragma warning restore CA1031
    }

    /// <summary>
    /// Tries until it succeeds: an outage of the store or the broker ends some time, and until then the message is kept. If an attempt
    /// never ends, the broker closes the channel after its <c>consumer_timeout</c>, and the message is delivered again.
    /// </summary>
    private async Task PersistAsync(string what, Func<Task> attempt, CancellationToken inHand)
    {
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                await attempt();
                return;
            }
#pragma warning disable CA1031 // Whatever the reason: the next attempt may succeed.
            catch (Exception e) when (!inHand.IsCancellationRequested)
            {
                logger.LogWarning("A message of {Queue} can't be {What} now; it is tried again. {Reason}", _source, what, e.Message);
                await Task.Delay(wait, time, inHand);
            }
#pragma warning restore CA1031
        }
    }

    private FailedMessage Read(BasicDeliverEventArgs delivery)
    {
        var properties = delivery.BasicProperties;
        return new FailedMessage
        {
            Queue = queue,
            Kind = kind,
            // The client uses the buffer again once this handler has returned, which is after the message is stored.
            Body = delivery.Body,
            MessageId = properties.MessageId,
            CorrelationId = properties.CorrelationId,
            ContentType = properties.ContentType,
            Headers = [.. properties.Headers ?? new Dictionary<string, object?>()],
        };
    }
}
