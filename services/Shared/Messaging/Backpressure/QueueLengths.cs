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
    private readonly ReopeningChannel _channel = new(() => broker.Connections("scim-bus queue lengths"));

    /// <summary>Reads the length of a queue. Throws if there is no such queue, or the broker does not answer within five seconds.</summary>
    public async Task<QueueLength> ReadAsync(string queue, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            var channel = await _channel.OpenAsync(timeout.Token);
            var declared = await channel.QueueDeclarePassiveAsync(queue, timeout.Token).WaitAsync(timeout.Token);
            return new QueueLength(declared.MessageCount, declared.ConsumerCount);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            await _channel.CloseAsync();
            throw new TimeoutException($"The broker did not answer within {Timeout.TotalSeconds} s.", e);
        }
    }

    public ValueTask DisposeAsync() => _channel.DisposeAsync();
}
