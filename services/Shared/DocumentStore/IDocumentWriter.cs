using Scim.Bus.Contracts;

namespace Scim.Bus.DocumentStore;

/// <summary>Reads and writes one document at a time: a collection, or an outbox in front of one.</summary>
/// <typeparam name="T">What a document holds.</typeparam>
public interface IDocumentWriter<T>
    where T : class
{
    /// <summary>Name, fields and keys of the collection.</summary>
    CollectionDefinition<T> Definition { get; }

    /// <summary>The document with this key, a tombstone too; null if there never was one.</summary>
    Task<Document<T>?> GetAsync(TenantId tenant, string id, CancellationToken cancellationToken);

    /// <summary>Stores a new document. Ends as <see cref="WriteOutcome.Done"/> or <see cref="WriteOutcome.DuplicateKey"/>.</summary>
    Task<WriteResult<T>> InsertAsync(Document<T> document, CancellationToken cancellationToken);

    /// <summary>Stores the document in place of the one that has its revision.</summary>
    Task<WriteResult<T>> ReplaceAsync(Document<T> document, CancellationToken cancellationToken);
}
