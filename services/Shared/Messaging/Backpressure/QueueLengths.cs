using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Messaging.Backpressure;

/// <summary>
/// Asks RabbitMQ how long queues are, by passive declarations, on a connection of its own that exists only once something is asked. Not
/// for use by several at a time.
/// </summary>
internal sealed class QueueLengths(BrokerAddress broker) : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    // A queue that does not exist closes the channel.
    private readonly ReopeningChannel _channel = new(() => broker.Connections("scim-bus queue lengths"), Timeout);

    /// <summary>Reads the length of a queue. Throws if there is no such queue, or the broker does not answer within five seconds.</summary>
    public Task<QueueLength> ReadAsync(string queue, CancellationToken cancellationToken) => _channel.CallAsync(
        async (channel, token) =>
        {
            var declared = await channel.QueueDeclarePassiveAsync(queue, token);
            return new QueueLength(declared.MessageCount, declared.ConsumerCount);
        },
        cancellationToken);

    public ValueTask DisposeAsync() => _channel.DisposeAsync();
}
