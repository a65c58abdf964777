using Scim.Bus.Contracts;
using Scim.Protocol.Filters;

namespace Scim.Bus.DocumentStore;

/// <summary>
/// Documents of one kind. Every write is of one document and atomic; nothing else is promised, so that any document database can
/// keep the promise. Each call throws <see cref="StoreUnavailableException"/> if the store can't be reached in time; a write that
/// ended so may have been stored.
/// </summary>
/// <typeparam name="T">What a document holds.</typeparam>
public interface IDocumentCollection<T> : IDocumentWriter<T>
    where T : class
{
    /// <summary>Those of the documents that there are, tombstones too, in no particular order.</summary>
    Task<IReadOnlyList<Document<T>>> GetManyAsync(TenantId tenant, IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>Removes the document for good if it still has this revision. False if it does not.</summary>
    Task<bool> DeleteAsync(Document<T> document, CancellationToken cancellationToken);

    /// <summary>The documents that a query selects, without tombstones.</summary>
    Task<IReadOnlyList<Document<T>>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken);

    /// <summary>How many documents of a tenant match, without tombstones.</summary>
    Task<long> CountAsync(TenantId tenant, BoundFilter? filter, CancellationToken cancellationToken);

    /// <summary>The documents of all tenants, tombstones too, whose <see cref="Document{T}.DueAt"/> has passed; the longest overdue first.</summary>
    Task<IReadOnlyList<Document<T>>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>The engine's query plan, in its own words: to find out why a query is slow.</summary>
    Task<string> ExplainAsync(DocumentQuery query, CancellationToken cancellationToken);
}
