using Microsoft.Extensions.Logging;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <summary>Sets messages of documents aside.</summary>
internal static class UnpublishableMessagesExtensions
{
    /// <summary>Keeps a message of a document's outbox. Returns false if nothing keeps it, so that it has to stay pending.</summary>
    public static async Task<bool> TrySetAsideAsync<T>(
        this IUnpublishableMessages messages,
        CollectionDefinition<T> collection,
        Document<T> document,
        PendingMessage message,
        string reason,
        ILogger logger,
        CancellationToken cancellationToken)
        where T : class
    {
        var unpublishable = new UnpublishableMessage
        {
            Service = collection.Service,
            Collection = collection.Name,
            Tenant = document.Tenant,
            DocumentId = document.Id,
            Message = message,
            Reason = reason,
        };
        var isKept = await messages.TryKeepAsync(unpublishable, cancellationToken);
        logger.LogError(
            "Message {MessageId} of {Collection} {Id} can't be published; it {Whereabouts}. {Reason}",
            message.MessageId,
            collection.Name,
            document.Id,
            isKept ? "is set aside until it is retried" : "stays pending and is tried again later",
            reason);
        return isKept;
    }
}
