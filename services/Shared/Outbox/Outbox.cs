using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <summary>
/// Writes documents of a collection and relays the messages that they carry. The write is the commit point (I1): what is pending after it goes to the
/// relay at once, and to a sweeper if this process dies before.
/// </summary>
/// <typeparam name="T">What the document holds.</typeparam>
#pragma warning disable MA0049 // The namespace holds what this type needs; by its type parameter the compiler never takes one for the other.
public sealed class Outbox<T>(IDocumentCollection<T> collection, OutboxRelay<T> relay, TimeProvider time)
    where T : class, IHasOutbox<T>
#pragma warning restore MA0049
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
