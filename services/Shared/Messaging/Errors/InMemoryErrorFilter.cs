using System.Globalization;
using MassTransit;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Messaging.Errors;

/// <summary>
/// Stores messages of the in-memory transport that were not handled, in place of its <c>_error</c> and <c>_skipped</c> queues, which are
/// lost with the process. If that fails, the message counts as not handled, and its outbox publishes it again.
/// </summary>
internal sealed class InMemoryErrorFilter(ErrorStore store, Lazy<SagaNotifier> sagas, string queue)
    : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext>
{
    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        var exception = context.Exception.GetBaseException();
        await SaveAsync(context, ErrorKind.Failed, [
            new("MT-Fault-Message", exception.Message),
            new("MT-Fault-Timestamp", context.ExceptionTimestamp.ToString("O", CultureInfo.InvariantCulture)),
        ]);
        await next.Send(context);
    }

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        await SaveAsync(context, ErrorKind.Skipped, []);
        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("errors");

    private async Task SaveAsync(ReceiveContext context, ErrorKind kind, KeyValuePair<string, object?>[] fault)
    {
        var headers = context.TransportHeaders.GetAll().Select(header => KeyValuePair.Create(header.Key, (object?)header.Value));
        var record = await store.SaveAsync(
            new FailedMessage
            {
                Queue = queue,
                Kind = kind,
                Body = context.Body.GetBytes(),
                MessageId = context.GetMessageId()?.ToString(),
                CorrelationId = context.GetCorrelationId()?.ToString(),
                ContentType = context.ContentType?.MediaType,
                Headers = [.. headers, .. fault],
            },
            context.CancellationToken);
        await sagas.Value.SetAsideAsync(record, context.CancellationToken);
        context.GetOrAddPayload(() => new SetAsideMark());
    }
}
