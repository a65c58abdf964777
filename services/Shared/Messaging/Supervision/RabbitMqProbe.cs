using System.Text;
using RabbitMQ.Client;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Messaging.Supervision;

/// <summary>Logs in to RabbitMQ with the service's own credentials, on a connection of its own.</summary>
internal sealed class RabbitMqProbe : IBrokerProbe
{
    /// <summary>The oldest version that the tests run on. Queues and their arguments need 3.8 or newer.</summary>
    private static readonly Version Oldest = new(3, 10);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly ConnectionFactory _factory;

    public RabbitMqProbe(BrokerAddress broker)
    {
        _factory = broker.Connections("scim-bus probe");
        _factory.RequestedConnectionTimeout = Timeout;
    }

    public bool IsAlwaysThere => false;

    public async Task<BrokerAnswer> AskAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        IConnection? connection = null;
        try
        {
            connection = await _factory.OpenAsync(timeout.Token);
            var version = Text(connection, "version");
            var problem = Version.TryParse(version.Split('-', '+')[0], out var parsed) && parsed < Oldest
                ? $"Version {version} is too old: {Oldest} or newer is needed."
                : null;
            return new BrokerAnswer(problem, $"{Text(connection, "product")} {version}");
        }
#pragma warning disable CA1031 // Whatever the reason, the answer is that the broker can't be used now.
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return new BrokerAnswer($"{e.GetBaseException().Message}", Product: null);
        }
#pragma warning restore CA1031
        finally
        {
            if (connection is not null)
                await connection.CloseInTimeAsync();
        }
    }

    /// <summary>A property by which the broker introduces itself; empty if it does not.</summary>
    private static string Text(IConnection connection, string property) =>
        connection.ServerProperties is { } known && known.TryGetValue(property, out var value) && value is byte[] text
            ? Encoding.UTF8.GetString(text)
            : "";
}
