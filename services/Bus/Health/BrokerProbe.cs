using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Scim.Bus.Messaging.Health;

/// <summary>
/// Asks the broker for a sign of life, over a connection that is for nothing else: a bus without consumers, such as the ingress's, counts as
/// healthy however long its broker has been away.
/// </summary>
internal sealed class BrokerProbe(string connectionString) : IAsyncDisposable
{
    /// <summary>Less than a probe of the container waits for its answer.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private readonly ConnectionFactory _factory = new()
    {
        Uri = Amqp(new Uri(connectionString)),
        RequestedConnectionTimeout = Timeout,
        // A broker that fell silent without closing counts as away after two of these.
        RequestedHeartbeat = TimeSpan.FromSeconds(10),
        // Whoever asks next connects again.
        AutomaticRecoveryEnabled = false,
        ClientProvidedName = "health",
    };

    private readonly SemaphoreSlim _turn = new(1);
    private IConnection? _connection;

    /// <summary>Says why the broker can't be reached; null if it can.</summary>
    public async Task<string?> ProblemAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_connection is { IsOpen: true })
                return null;
            await CloseAsync();
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Timeout);
            _connection = await _factory.CreateConnectionAsync(patience.Token);
            return null;
        }
        catch (Exception e) when (e is BrokerUnreachableException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return "The broker can't be reached.";
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _turn.Dispose();
    }

    /// <summary>MassTransit takes two more names for the protocol than RabbitMQ's own client.</summary>
    private static Uri Amqp(Uri address) => address.Scheme switch
    {
        "rabbitmq" => new UriBuilder(address) { Scheme = "amqp" }.Uri,
        "rabbitmqs" => new UriBuilder(address) { Scheme = "amqps" }.Uri,
        _ => address,
    };

    private async Task CloseAsync()
    {
        if (_connection is not null)
            await _connection.DisposeAsync();
        _connection = null;
    }
}
