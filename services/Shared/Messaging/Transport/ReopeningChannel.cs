using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Scim.Bus.Messaging.Transport;

/// <summary>
/// A channel on a connection of its own, opened when it is first asked for, and again once it is closed. Not for use by several at a time.
/// </summary>
/// <param name="connections">Says how to connect.</param>
/// <param name="limit">Longest wait for an answer.</param>
/// <param name="options">How the channel is created; RabbitMQ.Client's defaults if null.</param>
internal sealed class ReopeningChannel(
    Func<IConnectionFactory> connections, TimeSpan limit, CreateChannelOptions? options = null) : IAsyncDisposable
{
    private IConnection? _connection;
    private IChannel? _channel;

    /// <summary>Calls the broker. The call is waited for from outside: it may not heed its token.</summary>
    /// <exception cref="TimeoutException">
    /// The broker did not answer in time. The next call opens another connection, because the channel may be stuck.
    /// </exception>
    /// <exception cref="BrokerUnreachableException">The broker can't be reached, or refuses the login.</exception>
    public async Task<T> CallAsync<T>(Func<IChannel, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit);
        try
        {
            var channel = await OpenAsync(timeout.Token);
            return await call(channel, timeout.Token).WaitAsync(timeout.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            await CloseAsync();
            throw new TimeoutException($"RabbitMQ did not answer within {limit.TotalSeconds} s.", e);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await CloseAsync();

    private async Task<IChannel> OpenAsync(CancellationToken cancellationToken)
    {
        if (_channel is { IsOpen: true })
            return _channel;
        if (_connection is not { IsOpen: true })
        {
            await CloseAsync();
            _connection = await connections().OpenAsync(cancellationToken);
        }

        if (_channel is not null)
            await _channel.DisposeAsync().AsTask().WaitAsync(cancellationToken);
        _channel = null;
        return _channel = await _connection.CreateChannelAsync(options, cancellationToken).WaitAsync(cancellationToken);
    }

    private async Task CloseAsync()
    {
        var connection = _connection;
        (_connection, _channel) = (null, null);
        if (connection is not null)
            await connection.CloseInTimeAsync();
    }
}
