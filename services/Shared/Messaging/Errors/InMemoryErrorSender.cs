using System.Net.Mime;
using MassTransit;
using MassTransit.Serialization;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Messaging.Errors;

/// <inheritdoc />
internal sealed class InMemoryErrorSender(IBus bus, BusStartedSignal signal, DeliveryTracker tracker, TimeProvider time) : IErrorSender
{
    private const string MessageFormat = "application/vnd.masstransit+json";
    private static readonly TimeSpan HandlingTimeout = TimeSpan.FromSeconds(60);

    public async Task SendAsync(ErrorRecord record, byte[] body, CancellationToken cancellationToken)
    {
        // Before the bus has started there are no queues, and a message to one would be dropped.
        await signal.Started.WaitAsync(HandlingTimeout, time, cancellationToken);
        var messageId = Guid.TryParse(record.MessageId, out var given) ? given : Guid.NewGuid();
        var endpoint = await bus.GetSendEndpoint(new Uri($"queue:{record.Queue}"));
        var handled = tracker.Expect(messageId, endpoints: 1);
        try
        {
            await endpoint.Send(new Resent(), Pipe.Execute<SendContext<Resent>>(Describe), cancellationToken);
            await handled.WaitAsync(HandlingTimeout, time, cancellationToken);
        }
        finally
        {
            tracker.Forget(messageId);
        }

        void Describe(SendContext<Resent> context)
        {
            context.MessageId = messageId;
            context.CorrelationId = Guid.TryParse(record.CorrelationId, out var correlation) ? correlation : null;
            context.Serializer = new CopyBodySerializer(
                new ContentType(record.ContentType ?? MessageFormat), new BytesMessageBody(body));
            foreach (var header in record.Headers)
                context.Headers.Set(header.Name, MessageHeaders.ValueOf(header));
        }
    }

    /// <summary>Stands for the message; its stored body is what is sent.</summary>
    internal sealed record Resent;
}
