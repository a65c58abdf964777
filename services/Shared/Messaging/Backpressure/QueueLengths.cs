using RabbitMQ.Client;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Messaging.Backpressure;

/// <summary>
/// Asks RabbitMQ how long queues are, by passive declarations, on a connection of its own that exists only once something is asked. Not
/// for use by several at a time.
/// </summary>
internal sealed class QueueLengths : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly ConnectionFactory _factory;
    private IConnection? _connection;
    private IChannel? _channel;

    public QueueLengths(BrokerAddress broker)
    {
        _factory = broker.Connections("scim-bus queue lengths");
        _factory.AutomaticRecoveryEnabled = false;
        _factory.RequestedConnectionTimeout = Timeout;
    }

    /// <summary>Reads the length of a queue. Throws if there is no such queue, or the broker does not answer within five seconds.</summary>
    public async Task<QueueLength> ReadAsync(string queue, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            if (_connection is not { IsOpen: true })
            {
                await CloseAsync();
                _connection = await _factory.CreateConnectionAsync(timeout.Token);
            }

            // A queue that does not exist closes the channel.
            if (_channel is not { IsOpen: true })
                _channel = await _connection.CreateChannelAsync(cancellationToken: timeout.Token);
            var declared = await _channel.QueueDeclarePassiveAsync(queue, timeout.Token);
            return new QueueLength(declared.MessageCount, declared.ConsumerCount);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            await CloseAsync();
            throw new TimeoutException($"The broker did not answer within {Timeout.TotalSeconds} s.", e);
        }
    }

    public ValueTask DisposeAsync() => CloseAsync();

    private async ValueTask CloseAsync()
    {
        var connection = _connection;
        (_connection, _channel) = (null, null);
        if (connection is not null)
            await connection.DisposeAsync();
    }
}
