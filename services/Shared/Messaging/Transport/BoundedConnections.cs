using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Scim.Bus.Messaging.Transport;

/// <summary>
/// Opens and closes connections that are not the bus's, within a limit. RabbitMQ.Client (7.2.2) may wait for ever, whatever its token says,
/// when a connection is lost in the wrong moment: it disposes semaphores that others wait for
/// (<see href="https://github.com/rabbitmq/rabbitmq-dotnet-client/issues/1976">issue 1976</see>). Whoever calls a channel waits for it
/// from outside too, for the same reason.
/// </summary>
internal static class BoundedConnections
{
    private static readonly TimeSpan ClosingLimit = TimeSpan.FromSeconds(2);

    /// <summary>Opens a connection, or gives up when the token is cancelled. One that opens later is closed.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="BrokerUnreachableException">The broker can't be reached, or refuses the login.</exception>
    public static async Task<IConnection> OpenAsync(this IConnectionFactory factory, CancellationToken cancellationToken)
    {
        var opening = factory.CreateConnectionAsync(cancellationToken);
        try
        {
            return await opening.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _ = CloseOnceOpenAsync(opening);
            throw;
        }
    }

    /// <summary>
    /// Closes a connection with its channels. Does not fail: after two seconds it is left to the broker, which misses its heartbeats.
    /// </summary>
    public static async Task CloseInTimeAsync(this IConnection connection)
    {
        try
        {
            await connection.DisposeAsync().AsTask().WaitAsync(ClosingLimit);
        }
#pragma warning disable CA1031 // Nothing that a close may report is of use to those who are done with the connection.
        catch (Exception)
        {
            // Left to the broker.
        }
#pragma warning restore CA1031
    }

    private static async Task CloseOnceOpenAsync(Task<IConnection> opening)
    {
        try
        {
            await (await opening).CloseInTimeAsync();
        }
#pragma warning disable CA1031 // It never opened, and whoever wanted it was told so.
        catch (Exception)
        {
            // There is nothing to close.
        }
#pragma warning restore CA1031
    }
}
