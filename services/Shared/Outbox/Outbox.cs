using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <summary>
/// Writes documents and hands the messages in them to the relay. The write is the commit point (I1): pending messages are published at
/// once, or by a sweeper if this process dies first. A write also takes out what was published since the document was read.
/// </summary>
/// <typeparam name="T">Type of the documents' bodies.</typeparam>
#pragma warning disable MA0049 // Type and namespace share a name; the type is generic, so the compiler never confuses them.
public sealed class Outbox<T>(IDocumentCollection<T> collection, OutboxRelay<T> relay, DueClock clock) : IDocumentWriter<T>
    where T : class, IHasOutbox<T>
#pragma warning restore MA0049
{
    /// <summary>The clock that the documents' due times go by.</summary>
    public DueClock Clock => clock;

    /// <summary>The collection behind the outbox, for queries.</summary>
    public IDocumentCollection<T> Documents => collection;

    /// <inheritdoc />
    public CollectionDefinition<T> Definition => collection.Definition;

    /// <inheritdoc />
    public Task<Document<T>?> GetAsync(TenantId tenant, string id, CancellationToken cancellationToken) =>
        collection.GetAsync(tenant, id, cancellationToken);

    /// <inheritdoc />
    public async Task<WriteResult<T>> InsertAsync(Document<T> document, CancellationToken cancellationToken) =>
        Relayed(await collection.InsertAsync(document.Scheduled(clock), cancellationToken));

    /// <inheritdoc />
    public async Task<WriteResult<T>> ReplaceAsync(Document<T> document, CancellationToken cancellationToken) =>
        Relayed(await collection.ReplaceAsync(relay.WithoutPublished(document).Scheduled(clock), cancellationToken));

    private WriteResult<T> Relayed(WriteResult<T> result)
    {
        if (result.Document is { } document)
            relay.Stored(document);
        return result;
    }
}
