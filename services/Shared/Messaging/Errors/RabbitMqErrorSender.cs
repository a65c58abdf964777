using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Scim.Bus.Messaging.Transport;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Errors;

/// <inheritdoc />
internal sealed class RabbitMqErrorSender(QueueSender queues) : IErrorSender
{
    public async Task SendAsync(ErrorRecord record, byte[] body, CancellationToken cancellationToken)
    {
        var properties = new BasicProperties
        {
            DeliveryMode = DeliveryModes.Persistent,
            Headers = record.Headers.ToDictionary(header => header.Name, header => (object?)MessageHeaders.ValueOf(header)),
        };
        if (record.MessageId is { } messageId)
            properties.MessageId = messageId;
        if (record.CorrelationId is { } correlationId)
            properties.CorrelationId = correlationId;
        if (record.ContentType is { } contentType)
            properties.ContentType = contentType;
        try
        {
            await queues.SendAsync(record.Queue, properties, body, cancellationToken);
        }
        catch (PublishException e) when (e.IsReturn)
        {
            throw new InvalidOperationException($"The queue '{record.Queue}' no longer exists.", e);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BrokerUnavailableException($"Could not send error {record.Id} to queue '{record.Queue}'. {e.Message}", e);
        }
    }
}
