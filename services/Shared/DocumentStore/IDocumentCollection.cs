using Scim.Bus.Contracts;
using Scim.Protocol.Filters;

namespace Scim.Bus.DocumentStore;

/// <summary>
/// A collection of documents. The write of a document is atomic. Several documents that are written together are so many writes that share
/// a round trip and a flush to disk: some of them may be stored and others not, so that any document database can be the engine. Each call
/// throws <see cref="StoreUnavailableException"/> if the store can't be reached in time; a write that failed so may nevertheless be stored.
/// A query or count that takes longer than <see cref="DocumentStoreOptions.QueryTimeout"/>, or is cancelled, is stopped in the engine too.
/// </summary>
/// <typeparam name="T">Type of the documents' bodies.</typeparam>
public interface IDocumentCollection<T> : IDocumentWriter<T>
    where T : class
{
    /// <summary>Gets the documents with these keys that exist, including tombstones, in no particular order.</summary>
    Task<IReadOnlyList<Document<T>>> GetManyAsync(TenantId tenant, IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>Inserts documents together. A document whose key, or unique key, is taken is left out.</summary>
    Task InsertMissingAsync(IReadOnlyCollection<Document<T>> documents, CancellationToken cancellationToken);

    /// <summary>
    /// Stores bodies and due times of documents together, each if the document is as it was read; it keeps its revision. The next writer,
    /// who need not have seen that, may undo it.
    /// </summary>
    /// <returns>How many of the documents were stored.</returns>
    Task<int> AmendAsync(IReadOnlyCollection<Amendment<T>> amendments, CancellationToken cancellationToken);

    /// <summary>Deletes the document, without a tombstone, if it still has this revision. False if it does not.</summary>
    Task<bool> DeleteAsync(Document<T> document, CancellationToken cancellationToken);

    /// <summary>Gets the documents that a query selects, without tombstones.</summary>
    Task<IReadOnlyList<Document<T>>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken);

    /// <summary>Counts the documents of a tenant that match a filter, without tombstones.</summary>
    Task<long> CountAsync(TenantId tenant, BoundFilter? filter, CancellationToken cancellationToken);

    /// <summary>
    /// Gets documents of all tenants, including tombstones, whose <see cref="Document{T}.DueAt"/> has passed; longest overdue first.
    /// </summary>
    /// <param name="now">Current time, UTC.</param>
    /// <param name="limit">The most to get.</param>
    /// <param name="except">Tenants whose documents are left out.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<Document<T>>> DueAsync(
        DateTimeOffset now, int limit, IReadOnlyCollection<TenantId> except, CancellationToken cancellationToken);

    /// <summary>
    /// Gets due documents of all tenants as <see cref="DueAsync"/> does, those that became due later than others: page by page, all of them
    /// can be looked through.
    /// </summary>
    /// <param name="after">The time after which they became due, UTC.</param>
    /// <param name="now">Current time, UTC.</param>
    /// <param name="limit">The most to get.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    async Task<IReadOnlyList<Document<T>>> DueAfterAsync(
        DateTimeOffset after, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        [.. (await DueAsync(now, int.MaxValue, [], cancellationToken)).Where(document => document.DueAt > after).Take(limit)];

    /// <summary>Counts the documents of all tenants that are due.</summary>
    Task<long> CountDueAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Gets the engine's query plan, in the engine's own format, to find out why a query is slow.</summary>
    Task<string> ExplainAsync(DocumentQuery query, CancellationToken cancellationToken);
}
