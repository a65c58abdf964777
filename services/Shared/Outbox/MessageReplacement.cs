using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <inheritdoc cref="IMessageReplacement" />
/// <typeparam name="T">Type of the documents' bodies.</typeparam>
internal sealed class MessageReplacement<T>(Outbox<T> outbox, IServiceProvider services) : IMessageReplacement
    where T : class, IHasOutbox<T>
{
    /// <summary>Resolved lazily: the owner's implementation may depend on its stores, which depend on the outbox.</summary>
    private readonly Lazy<IPresentState<T>?> _present = new(services.GetService<IPresentState<T>>);

    public string Service => outbox.Definition.Service;

    public string Collection => outbox.Definition.Name;

    public async Task ReplaceAsync(TenantId tenant, string documentId, PendingMessage discarded, CancellationToken cancellationToken)
    {
        if (discarded.Local is { } local)
            throw new NoPresentStateException($"This is an entry of the store '{local}', and nothing can stand in for it.");
        if (_present.Value is not { } present)
        {
            throw new NoPresentStateException(
                $"Messages of {Service}'s {Collection} can't be replaced by the present state. "
                + "Retry it with a version of Scim.Bus that knows the message.");
        }

        if (await outbox.GetAsync(tenant, documentId, cancellationToken) is not { } document)
            return;
        var result = await outbox.ChangeAsync(document, ReplaceAsync, cancellationToken);
        result.EnsureDone($"{Collection} {documentId}");

        async Task<Document<T>> ReplaceAsync(Document<T> stored, CancellationToken token)
        {
            var messages = await present.DescribeAsync(stored.Body, discarded, token);
            return stored with { Body = stored.Body.WithPending([.. stored.Body.Pending, .. messages.Select(StandIn)]) };
        }

        PendingMessage StandIn(PendingMessage message, int i) => message with
        {
            MessageId = MessageIds.Create(string.Create(CultureInfo.InvariantCulture, $"{discarded.MessageId}/{message.MessageId}/{i}")),
            TraceParent = discarded.TraceParent ?? message.TraceParent,
            TraceState = discarded.TraceParent is null ? message.TraceState : discarded.TraceState,
        };
    }
}
