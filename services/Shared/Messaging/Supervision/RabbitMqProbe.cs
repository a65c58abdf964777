using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace Scim.Bus.Messaging.Supervision;

/// <summary>Logs in to RabbitMQ with the service's own credentials, on a connection of its own.</summary>
internal sealed class RabbitMqProbe(Uri address, ILogger<RabbitMqProbe> logger) : IBrokerProbe
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            var factory = new ConnectionFactory
            {
                Uri = address,
                ClientProvidedName = "scim-bus probe",
                AutomaticRecoveryEnabled = false,
                RequestedConnectionTimeout = Timeout,
            };
            await using var connection = await factory.CreateConnectionAsync(timeout.Token);
            return true;
        }
#pragma warning disable CA1031 // Whatever the reason, the answer is that the broker can't be used now.
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogDebug("RabbitMQ can't be used: {Reason}", e.Message);
            return false;
        }
#pragma warning restore CA1031
    }
}
