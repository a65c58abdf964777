using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Messaging.Errors;

/// <summary>
/// Moves what MassTransit sets aside on RabbitMQ, in <c>_error</c> and <c>_skipped</c> queues, into the errors of the service that owns the
/// queue. Reconnects for ever. Does not use MassTransit, which would declare exchanges for these queues and could not take every body.
/// </summary>
internal sealed class ErrorQueueDrain(
    BrokerAddress broker,
    IBusControl bus,
    ErrorQueues queues,
    ErrorQueueSignal signal,
    SagaNotifier sagas,
    TimeProvider time,
    ILogger<ErrorQueueDrain> logger) : BackgroundService
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan OpeningLimit = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often the queues are looked for that do not exist yet. Our own process signals when it sets a message aside; this finds those
    /// that another process of the service left behind.
    /// </summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The queues are known once the bus is built, which happened when it was resolved.
        _ = bus;
        for (var wait = FirstWait; queues.All.Count > 0;)
        {
            var started = time.GetTimestamp();
            try
            {
                await DrainAsync(stoppingToken);
            }
#pragma warning disable CA1031 // Whatever ended the connection, another is opened.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogDebug("The error queues can't be read now: {Reason}", e.Message);
            }
#pragma warning restore CA1031

            wait = time.GetElapsedTime(started) > LongestWait ? FirstWait : wait * 2 < LongestWait ? wait * 2 : LongestWait;
            await Task.Delay(wait, time, stoppingToken);
        }
    }

    /// <summary>Drains all queues until the connection ends.</summary>
    private async Task DrainAsync(CancellationToken stoppingToken)
    {
        var factory = broker.Connections("scim-bus errors");
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var connection = await OpenAsync(factory, stoppingToken);
        connection.ConnectionShutdownAsync += (_, _) => ended.CancelAsync();
        var consumers = queues.All
            .SelectMany(queue => (ErrorQueueConsumer[])
            [
                new(queue.Key, ErrorKind.Failed, queue.Value, sagas, signal, time, logger),
                new(queue.Key, ErrorKind.Skipped, queue.Value, sagas, signal, time, logger),
            ])
            .ToList();
        try
        {
            while (true)
            {
                foreach (var consumer in consumers.Where(consumer => !consumer.IsConsuming))
                    await consumer.TryStartAsync(connection, ended.Token);
                await FollowSignalsAsync(connection, consumers, ended.Token);
            }
        }
        finally
        {
            // What is in hand and not acknowledged stays in its queue.
            await ended.CancelAsync();
            consumers.ForEach(consumer => consumer.Dispose());
            await connection.CloseInTimeAsync();
        }
    }

    private static async Task<IConnection> OpenAsync(ConnectionFactory factory, CancellationToken stoppingToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        limit.CancelAfter(OpeningLimit);
        return await factory.OpenAsync(limit.Token);
    }

    /// <summary>
    /// Starts the consumers of queues that messages are moved to, until it is time to look for all of them again. A queue that does not
    /// exist costs a channel, so only those are tried that a signal names.
    /// </summary>
    private async Task FollowSignalsAsync(
        IConnection connection, IReadOnlyCollection<ErrorQueueConsumer> consumers, CancellationToken ended)
    {
        using var look = CancellationTokenSource.CreateLinkedTokenSource(ended);
        look.CancelAfter(LookEvery);
        try
        {
            await foreach (var (queue, kind) in signal.Moved.ReadAllAsync(look.Token))
            {
                foreach (var consumer in consumers.Where(consumer => !consumer.IsConsuming && consumer.IsFor(queue, kind)))
                    await consumer.TryStartAsync(connection, ended);
            }
        }
        catch (OperationCanceledException) when (!ended.IsCancellationRequested)
        {
            // It is time to look for all of them.
        }
    }
}
