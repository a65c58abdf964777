using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Scim.Bus.Messaging.Errors;

/// <summary>Consumes one <c>_error</c> or <c>_skipped</c> queue: stores each message, and acknowledges it then.</summary>
internal sealed class ErrorQueueConsumer(
    string queue, ErrorKind kind, ErrorStore store, SagaNotifier sagas, TimeProvider time, ILogger logger)
{
    /// <summary>Messages in hand: few, because one may have many megabytes.</summary>
    private const ushort Prefetch = 4;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly string _source = queue + (kind == ErrorKind.Failed ? "_error" : "_skipped");
    private IChannel? _channel;
    private volatile bool _isUnregistered;

    public bool IsConsuming => !_isUnregistered && _channel is { IsOpen: true };

    /// <summary>True if this consumes what is moved from a queue for such a reason.</summary>
    public bool IsFor(string name, ErrorKind reason) => name == queue && reason == kind;

    /// <summary>Begins to consume the queue if it exists. MassTransit declares it with the first message.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="stopping">Gives up what is in hand.</param>
    public async Task TryStartAsync(IConnection connection, CancellationToken stopping)
    {
        if (_channel is not null)
            await _channel.DisposeAsync();
        _channel = null;
        _isUnregistered = false;
        var channel = await connection.CreateChannelAsync(cancellationToken: stopping);
        try
        {
            await channel.BasicQosAsync(0, Prefetch, global: false, stopping);
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += (_, delivery) => StoreAsync(channel, delivery, stopping);
            // The queue was deleted, and is looked for again, or the connection is being closed. The channel can't be closed from here:
            // that waits for this handler, and for its time-out, which is longer than a process may take to stop.
            consumer.UnregisteredAsync += (_, _) =>
            {
                _isUnregistered = true;
                return Task.CompletedTask;
            };
            await channel.BasicConsumeAsync(_source, autoAck: false, consumer, stopping);
            _channel = channel;
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            await channel.DisposeAsync();
        }
    }

    private async Task StoreAsync(IChannel channel, BasicDeliverEventArgs delivery, CancellationToken stopping)
    {
        var message = Read(delivery);
        for (var wait = FirstWait; ;)
        {
            try
            {
                var record = await store.SaveAsync(message, stopping);
                await sagas.SetAsideAsync(record, stopping);
                break;
            }
#pragma warning disable CA1031 // An outage of the store or the broker ends some time; until then the message stays in its queue.
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                logger.LogWarning("A message of {Queue} can't be stored now; it is tried again. {Reason}", _source, e.Message);
                await Task.Delay(wait, time, stopping);
                wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
            }
#pragma warning restore CA1031
        }

        await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, stopping);
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
