using System.Text.Json;
using System.Text.Json.Nodes;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Scim.Bus.Contracts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Transport;

/// <summary>
/// Sends messages to one queue of RabbitMQ, as if they had been published: for a replay to one subscriber. Does not use MassTransit, which
/// would declare the queue: it belongs to the subscriber, who may have declared it with other arguments.
/// </summary>
public sealed class QueueSender(IConfiguration configuration, IOptions<BusOptions> options) : IAsyncDisposable
{
    private const string MessageFormat = "application/vnd.masstransit+json";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _lock = new(1);
    private readonly ReopeningChannel _channel = new(
        () => BrokerAddress.Read(configuration).Connections("scim-bus replay"),
        Timeout,
        new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));

    /// <summary>True if the transport has queues that can be addressed by name.</summary>
    public bool IsPossible => options.Value.Transport == BusTransport.RabbitMq;

    /// <summary>Returns whether a queue exists.</summary>
    /// <exception cref="BrokerUnreachableException">The broker can't be reached.</exception>
    /// <exception cref="TimeoutException">The broker did not answer within 10 s.</exception>
    public Task<bool> ExistsAsync(string queue, CancellationToken cancellationToken) => SerializeAsync(
        async (channel, token) =>
        {
            try
            {
                await channel.QueueDeclarePassiveAsync(queue, token);
                return true;
            }
            catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode is Constants.NotFound or Constants.ResourceLocked)
            {
                // The broker has closed the channel; the next call opens another. "Locked" is an exclusive queue of another connection,
                // which exists.
                return e.ShutdownReason.ReplyCode == Constants.ResourceLocked;
            }
        },
        cancellationToken);

    /// <summary>Sends a message to a queue. Once the task completes, the broker has confirmed it.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.PublishException">
    /// The queue no longer exists, or the broker refused the message.
    /// </exception>
    /// <exception cref="BrokerUnreachableException">The broker can't be reached.</exception>
    /// <exception cref="TimeoutException">It was not confirmed within 10 s. It may have arrived.</exception>
    public Task SendAsync(string queue, PendingMessage message, CancellationToken cancellationToken)
    {
        var properties = new BasicProperties
        {
            ContentType = MessageFormat,
            MessageId = message.MessageId.ToString(),
            DeliveryMode = DeliveryModes.Persistent,
            Headers = message.Replay is { } replay
                ? new Dictionary<string, object?> { [ReplayCompleted.Header] = replay.ToString() }
                : null,
        };
        return SendAsync(queue, properties, Envelope(message), cancellationToken);
    }

    /// <summary>Sends a message of any format to a queue. Once the task completes, the broker has confirmed it.</summary>
    /// <inheritdoc cref="SendAsync(string,PendingMessage,CancellationToken)" path="/exception" />
    internal Task SendAsync(
        string queue, BasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) => SerializeAsync(
        async (channel, token) =>
        {
            await channel.BasicPublishAsync("", queue, mandatory: true, properties, body, token);
            return true;
        },
        cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        _lock.Dispose();
    }

    /// <summary>Runs one call at a time: a channel must not be used concurrently.</summary>
    private async Task<TResult> SerializeAsync<TResult>(
        Func<IChannel, CancellationToken, Task<TResult>> call, CancellationToken cancellationToken)
    {
        await _lock.WaitAsync(cancellationToken);
        try
        {
            return await _channel.CallAsync(call, cancellationToken);
        }
        finally
        {
            _lock.Release();
        }
    }

    /// <summary>Wraps a message in MassTransit's envelope.</summary>
    private static byte[] Envelope(PendingMessage message)
    {
        var headers = new JsonObject();
        if (message.Replay is { } replay)
            headers[ReplayCompleted.Header] = replay.ToString();
        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["messageId"] = message.MessageId.ToString(),
            ["messageType"] = new JsonArray(MessageUrn.ForTypeString(MessageTypes.Find(message.Type))),
            ["message"] = JsonObject.Create(message.Body),
            ["sentTime"] = message.At.UtcDateTime,
            ["headers"] = headers,
        });
    }
}
