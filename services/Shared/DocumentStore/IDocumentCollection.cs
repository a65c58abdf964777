using Scim.Bus.Contracts;
using Scim.Protocol.Filters;

namespace Scim.Bus.DocumentStore;

/// <summary>
/// Documents of one kind. Every write is of one document and atomic; nothing else is promised, so that any document database can
/// keep the promise. Each call throws <see cref="StoreUnavailableException"/> if the store can't be reached in time; a write that
/// ended so may have been stored.
/// </summary>
/// <typeparam name="T">What a document holds.</typeparam>
public interface IDocumentCollection<T>
    where T : class
{
    /// <summary>What the collection is.</summary>
    CollectionDefinition<T> Definition { get; }

    /// <summary>The document with this key, a tombstone too; null if there never was one.</summary>
    Task<Document<T>?> GetAsync(TenantId tenant, string id, CancellationToken cancellationToken);

    /// <summary>Those of the documents that there are, tombstones too, in no particular order.</summary>
    Task<IReadOnlyList<Document<T>>> GetManyAsync(TenantId tenant, IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>Stores a new document. Ends as done or with a key taken.</summary>
    Task<WriteResult<T>> InsertAsync(Document<T> document, CancellationToken cancellationToken);

    /// <summary>Stores the document in place of the one that has its revision.</summary>
    Task<WriteResult<T>> ReplaceAsync(Document<T> document, CancellationToken cancellationToken);

    /// <summary>Removes the document for good, if it still has this revision. Says whether it did.</summary>
    Task<bool> DeleteAsync(Document<T> document, CancellationToken cancellationToken);

    /// <summary>The documents that a query selects, without tombstones.</summary>
    Task<IReadOnlyList<Document<T>>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken);

    /// <summary>How many documents of a tenant match, without tombstones.</summary>
    Task<long> CountAsync(TenantId tenant, BoundFilter? filter, CancellationToken cancellationToken);

    /// <summary>The documents of all tenants, tombstones too, that somebody must look at by now; the longest overdue first.</summary>
    Task<IReadOnlyList<Document<T>>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>How the engine would find what a query selects, in its own words: for people who wonder why it is slow.</summary>
    Task<string> ExplainAsync(DocumentQuery query, CancellationToken cancellationToken);
}
