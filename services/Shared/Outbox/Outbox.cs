using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <summary>
/// Writes documents of a collection and relays the messages that they carry. The write is the commit point (I1): what is pending after it goes to the
/// relay at once, and to a sweeper if this process dies before.
/// </summary>
/// <typeparam name="T">What the document holds.</typeparam>
#pragma warning disable MA0049 // The namespace holds what this type needs; by its type parameter the compiler never takes one for the other.
public sealed class Outbox<T>(IDocumentCollection<T> collection, OutboxRelay<T> relay, TimeProvider time) : IDocumentWriter<T>
    where T : class, IHasOutbox<T>
#pragma warning restore MA0049
{
    /// <summary>The collection, for reading.</summary>
    public IDocumentCollection<T> Documents => collection;

    /// <inheritdoc />
    public CollectionDefinition<T> Definition => collection.Definition;

    /// <inheritdoc />
    public Task<Document<T>?> GetAsync(TenantId tenant, string id, CancellationToken cancellationToken) => collection.GetAsync(tenant, id, cancellationToken);

    /// <inheritdoc />
    public async Task<WriteResult<T>> InsertAsync(Document<T> document, CancellationToken cancellationToken) =>
        Relayed(await collection.InsertAsync(document.Scheduled(time.GetUtcNow()), cancellationToken));

    /// <inheritdoc />
    public async Task<WriteResult<T>> ReplaceAsync(Document<T> document, CancellationToken cancellationToken) =>
        Relayed(await collection.ReplaceAsync(document.Scheduled(time.GetUtcNow()), cancellationToken));

    private WriteResult<T> Relayed(WriteResult<T> result)
    {
        if (result.Document is { Body.Pending.Count: > 0 } document)
            relay.Enqueue(document);
        return result;
    }
}
