using Scim.Bus.DocumentStore;

namespace Scim.Bus.Messaging.Relaying;

/// <summary>
/// Writes documents together with their consequences: the write is the commit point (I1), and what is pending is handed to the relay at
/// once.
/// </summary>
/// <typeparam name="T">What the document holds.</typeparam>
public sealed class Outbox<T>(IDocumentCollection<T> collection, Relay<T> relay, TimeProvider time)
    where T : class, IOutboxBody<T>
{
    /// <summary>The collection, for reading.</summary>
    public IDocumentCollection<T> Documents => collection;

    /// <summary>Stores a new document.</summary>
    public async Task<WriteResult<T>> InsertAsync(Document<T> document, CancellationToken cancellationToken) =>
        Relayed(await collection.InsertAsync(document.Scheduled(time.GetUtcNow()), cancellationToken));

    /// <summary>Stores a document in place of the one that has its revision.</summary>
    public async Task<WriteResult<T>> ReplaceAsync(Document<T> document, CancellationToken cancellationToken) =>
        Relayed(await collection.ReplaceAsync(document.Scheduled(time.GetUtcNow()), cancellationToken));

    private WriteResult<T> Relayed(WriteResult<T> result)
    {
        if (result.Document is { Body.Pending.Count: > 0 } document)
            relay.Enqueue(document);
        return result;
    }
}
