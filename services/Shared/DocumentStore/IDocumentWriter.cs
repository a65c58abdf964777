using Scim.Bus.Contracts;

namespace Scim.Bus.DocumentStore;

/// <summary>Reads and writes one document at a time: a collection, or an outbox in front of one.</summary>
/// <typeparam name="T">Type of the documents' bodies.</typeparam>
public interface IDocumentWriter<T>
    where T : class
{
    /// <summary>Definition of the collection.</summary>
    CollectionDefinition<T> Definition { get; }

    /// <summary>Gets the document with this key, which may be a tombstone; null if there is none.</summary>
    Task<Document<T>?> GetAsync(TenantId tenant, string id, CancellationToken cancellationToken);

    /// <summary>Inserts a document. Never ends as <see cref="WriteOutcome.ConcurrencyConflict"/>.</summary>
    Task<WriteResult<T>> InsertAsync(Document<T> document, CancellationToken cancellationToken);

    /// <summary>Replaces the stored document if it still has this document's revision.</summary>
    Task<WriteResult<T>> ReplaceAsync(Document<T> document, CancellationToken cancellationToken);
}
