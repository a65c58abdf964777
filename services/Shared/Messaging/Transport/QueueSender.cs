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
/// Sends messages to one queue of RabbitMQ, past the exchanges, as if they had been published: for a subscriber that has to catch up alone. Not through
/// MassTransit, which would declare the queue: it is the subscriber's, and may have been declared with other arguments.
/// </summary>
public sealed class QueueSender(IConfiguration configuration, IOptions<BusOptions> options) : IAsyncDisposable
{
    private const string MessageFormat = "application/vnd.masstransit+json";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _lock = new(1);
    private IConnection? _connection;
    private IChannel? _channel;

    /// <summary>True if the transport has queues that can be named.</summary>
    public bool IsPossible => options.Value.Transport == BusTransport.RabbitMq;

    /// <summary>Whether the broker has such a queue.</summary>
    /// <exception cref="BrokerUnreachableException">The broker is away.</exception>
    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    public Task<bool> ExistsAsync(string queue, CancellationToken cancellationToken) => SerializeAsync(
        async token =>
        {
            try
            {
                await (await OpenAsync(token)).QueueDeclarePassiveAsync(queue, token);
                return true;
            }
            catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode is Constants.NotFound or Constants.ResourceLocked)
            {
                // The broker closed the channel for it; the next call opens another. Another connection's exclusive queue can't be looked at, but sent to.
                return e.ShutdownReason.ReplyCode == Constants.ResourceLocked;
            }
        },
        cancellationToken);

    /// <summary>Sends a message to a queue. Once the task ends, the broker has confirmed it.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.PublishException">The queue is gone, or the broker refused the message.</exception>
    /// <exception cref="BrokerUnreachableException">The broker is away.</exception>
    /// <exception cref="TimeoutException">It was not confirmed in time. It may have arrived.</exception>
    public Task SendAsync(string queue, PendingMessage message, CancellationToken cancellationToken) => SerializeAsync(
        async token =>
        {
            var channel = await OpenAsync(token);
            var properties = new BasicProperties
            {
                ContentType = MessageFormat,
                MessageId = message.MessageId.ToString(),
                DeliveryMode = DeliveryModes.Persistent,
                Headers = message.Replay is { } replay ? new Dictionary<string, object?> { [ReplayCompleted.Header] = replay.ToString() } : null,
            };
            await channel.BasicPublishAsync("", queue, mandatory: true, properties, Envelope(message), token);
            return true;
        },
        cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_channel is not null)
            await _channel.DisposeAsync();
        if (_connection is not null)
            await _connection.DisposeAsync();
        _lock.Dispose();
    }

    /// <summary>Serializes the calls, each with a timeout: a channel must not be shared.</summary>
    private async Task<TResult> SerializeAsync<TResult>(Func<CancellationToken, Task<TResult>> call, CancellationToken cancellationToken)
    {
        await _lock.WaitAsync(cancellationToken);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            return await call(timeout.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"RabbitMQ did not answer within {Timeout.TotalSeconds} s.", e);
        }
        finally
        {
            _lock.Release();
        }
    }

    private async Task<IChannel> OpenAsync(CancellationToken cancellationToken)
    {
        if (_channel is { IsOpen: true })
            return _channel;
        if (_channel is not null)
            await _channel.DisposeAsync();
        if (_connection is not { IsOpen: true })
        {
            if (_connection is not null)
                await _connection.DisposeAsync();
            var factory = new ConnectionFactory { Uri = new Uri(configuration.GetConnectionString("RabbitMq")!), ClientProvidedName = "scim-bus replay" };
            _connection = await factory.CreateConnectionAsync(cancellationToken);
        }

        var confirmed = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
        return _channel = await _connection.CreateChannelAsync(confirmed, cancellationToken);
    }

    /// <summary>The message in the envelope that MassTransit puts around what it publishes.</summary>
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
