using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Scim.Bus.Messaging.Transport;

/// <summary>
/// A channel on a connection of its own, opened when it is first asked for, and again once it is closed. Not for use by several at a time.
/// </summary>
/// <param name="connections">Says how to connect.</param>
/// <param name="options">How the channel is created; RabbitMQ.Client's defaults if null.</param>
internal sealed class ReopeningChannel(Func<IConnectionFactory> connections, CreateChannelOptions? options = null) : IAsyncDisposable
{
    private IConnection? _connection;
    private IChannel? _channel;

    /// <summary>The channel, which was open a moment before.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="BrokerUnreachableException">The broker can't be reached, or refuses the login.</exception>
    public async Task<IChannel> OpenAsync(CancellationToken cancellationToken)
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

    /// <summary>
    /// Closes both, so that the next is opened on another connection: whoever got no answer in time does this. Does not fail.
    /// </summary>
    public async Task CloseAsync()
    {
        var connection = _connection;
        (_connection, _channel) = (null, null);
        if (connection is not null)
            await connection.CloseInTimeAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await CloseAsync();
}
