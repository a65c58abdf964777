using RabbitMQ.Client;

namespace Scim.Bus.Messaging.Tests.Parts;

/// <summary>A client of a virtual host that does not use MassTransit.</summary>
internal sealed class RawBroker : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private RawBroker(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    public static async Task<RawBroker> ConnectAsync(string virtualHost)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(virtualHost) }.CreateConnectionAsync();
        // With publisher confirms: a message is in its queue when the call returns.
        return new RawBroker(connection, await connection.CreateChannelAsync(new CreateChannelOptions(true, true)));
    }

    /// <summary>Declares a durable classic queue, as no service of ours does.</summary>
    public Task DeclareClassicAsync(string queue) => _channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false);

    /// <summary>Deletes a queue with its messages.</summary>
    public Task DeleteAsync(string queue) => _channel.QueueDeleteAsync(queue, ifUnused: false, ifEmpty: false);

    /// <summary>Puts a message into a queue, without an envelope of its own.</summary>
    public async Task PutAsync(
        string queue, string messageId, ReadOnlyMemory<byte> body, string? contentType, IDictionary<string, object?>? headers = null)
    {
        var properties = new BasicProperties { MessageId = messageId, DeliveryMode = DeliveryModes.Persistent, Headers = headers };
        if (contentType is not null)
            properties.ContentType = contentType;
        // A service with HTTP is ready a moment before it has declared its queues, and the broker returns what no queue takes.
        await Eventually.Be(async () => await _channel.BasicPublishAsync("", queue, mandatory: true, properties, body));
    }

    /// <summary>Takes a message from a queue; null if it is empty.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.OperationInterruptedException">There is no such queue.</exception>
    public async Task<(string? MessageId, byte[] Body)?> TakeAsync(string queue)
    {
        await using var channel = await _connection.CreateChannelAsync();
        return await channel.BasicGetAsync(queue, autoAck: true) is { } message
            ? (message.BasicProperties.MessageId, message.Body.ToArray())
            : null;
    }

    /// <summary>Takes messages from a queue until it has been empty for a while.</summary>
    public async Task<List<(string? MessageId, byte[] Body)>> TakeAllAsync(string queue, TimeSpan quiet)
    {
        var messages = new List<(string?, byte[])>();
        for (var since = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(since) < quiet;)
        {
            if (await TakeAsync(queue) is { } message)
            {
                messages.Add(message);
                since = TimeProvider.System.GetTimestamp();
            }
            else
            {
                await Task.Delay(20);
            }
        }

        return messages;
    }

    /// <summary>Counts the messages that wait in a queue.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.OperationInterruptedException">There is no such queue.</exception>
    public async Task<uint> CountAsync(string queue)
    {
        // On its own channel, which the broker closes if there is no such queue.
        await using var channel = await _connection.CreateChannelAsync();
        return (await channel.QueueDeclarePassiveAsync(queue)).MessageCount;
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
