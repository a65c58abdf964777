using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Errors;

/// <summary>What an operator can do with messages that were set aside: retry and discard.</summary>
public sealed class ErrorActions
{
    private readonly IErrorSender _sender;
    private readonly IMessagePublisher _publisher;
    private readonly SagaNotifier _sagas;
    private readonly IReadOnlyList<IMessageReplacement> _replacements;
    private readonly LocalEntryStores _local;

    internal ErrorActions(
        IErrorSender sender,
        IMessagePublisher publisher,
        SagaNotifier sagas,
        IEnumerable<IMessageReplacement> replacements,
        LocalEntryStores local)
    {
        (_sender, _publisher, _sagas, _local) = (sender, publisher, sagas, local);
        _replacements = [.. replacements];
    }

    /// <summary>Sends a message again, as it was. Once the task completes, the broker has it, and the record is off the list.</summary>
    /// <exception cref="BrokerUnavailableException">The broker can't take it now; the record stays.</exception>
    /// <exception cref="UnpublishableMessageException">A message of an outbox still can't be published; the record stays.</exception>
    /// <exception cref="InvalidOperationException">Its queue no longer exists, or a subscriber in this process failed.</exception>
    /// <exception cref="DocumentConcurrencyException">Somebody else changed the record at the same time.</exception>
    public async Task RetryAsync(ErrorStore store, Document<ErrorRecord> document, CancellationToken cancellationToken)
    {
        if (document.Body.Unpublishable is { } unpublishable)
        {
            await PublishAsync(store, document, unpublishable.Message, cancellationToken);
            return;
        }

        var retrying = await store.BeginRetryAsync(document, cancellationToken);
        var body = await store.ReadBodyAsync(retrying.Body, cancellationToken);
        await _sender.SendAsync(retrying.Body, body, cancellationToken);
        await _sagas.RetryAsync(retrying.Body, cancellationToken);
        await store.CompleteRetryAsync(retrying, cancellationToken);
    }

    /// <summary>
    /// Discards a message. In place of a message of an outbox its document's present state is published, so that subscribers miss nothing.
    /// </summary>
    /// <param name="store">The store that has the record.</param>
    /// <param name="document">The record.</param>
    /// <param name="force">True to discard a message of an outbox that nothing can stand in for.</param>
    /// <param name="cancellationToken">Cancels before the record is deleted.</param>
    /// <exception cref="NoPresentStateException">Nothing can stand in for the message, and that was not accepted.</exception>
    /// <exception cref="DocumentConcurrencyException">Somebody else changed the record at the same time.</exception>
    public async Task DiscardAsync(ErrorStore store, Document<ErrorRecord> document, bool force, CancellationToken cancellationToken)
    {
        if (document.Body.Unpublishable is { } unpublishable)
        {
            try
            {
                await ReplaceAsync(unpublishable, cancellationToken);
            }
            catch (NoPresentStateException) when (force)
            {
                // The operator has accepted that subscribers miss it.
            }
        }

        if (!await store.DeleteAsync(document, cancellationToken))
            throw new DocumentConcurrencyException($"Error {document.Id}");
    }

    private async Task PublishAsync(
        ErrorStore store, Document<ErrorRecord> document, PendingMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await (message.Local is null
                ? _publisher.PublishAsync(message, cancellationToken)
                : _local.StoreAsync(store.Service, message, cancellationToken));
        }
        catch (UnpublishableMessageException e)
        {
            await store.FailRetryAsync(document, e.Message, cancellationToken);
            throw;
        }

        await store.DeleteAsync(document, cancellationToken);
    }

    private Task ReplaceAsync(UnpublishableMessage discarded, CancellationToken cancellationToken)
    {
        var replacement = _replacements.FirstOrDefault(
            candidate => candidate.Service == discarded.Service && candidate.Collection == discarded.Collection)
            ?? throw new NoPresentStateException($"This version has no collection {discarded.Collection} in {discarded.Service}.");
        return replacement.ReplaceAsync(discarded.Tenant, discarded.DocumentId, discarded.Message, cancellationToken);
    }
}
