using Scim.Bus.Contracts;

namespace Scim.Bus.DocumentStore;

/// <summary>
/// Read-modify-write with optimistic concurrency. If another writer was faster, the document is read again and the change is applied to
/// that writer's result. The change may therefore run several times, and must depend on the document only.
/// </summary>
public static class DocumentChanges
{
    /// <summary>Number of attempts before the conflict is returned.</summary>
    public const int MaxAttempts = 50;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(250);

    /// <summary>Changes a document. Nothing is written if the change returns an equal document.</summary>
    /// <param name="documents">The collection, or the outbox in front of it.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="id">Key of the document.</param>
    /// <param name="change">The change. Tombstones are passed to it too.</param>
    /// <param name="cancellationToken">Cancels between attempts.</param>
    /// <returns>The outcome, with the document as now stored; null if there is no such document.</returns>
    public static Task<WriteResult<T>?> ChangeAsync<T>(
        this IDocumentWriter<T> documents,
        TenantId tenant,
        string id,
        Func<Document<T>, Document<T>> change,
        CancellationToken cancellationToken)
        where T : class => documents.ChangeAsync(
        token => documents.GetAsync(tenant, id, token), (document, _) => Task.FromResult(change(document)), cancellationToken);

    /// <summary>Changes a document that the caller has already read. It is read again only after a conflict.</summary>
    /// <returns>The outcome; a conflict also if the document was deleted meanwhile.</returns>
    public static Task<WriteResult<T>> ChangeAsync<T>(
        this IDocumentWriter<T> documents, Document<T> document, Func<Document<T>, Document<T>> change, CancellationToken cancellationToken)
        where T : class =>
        documents.ChangeAsync(document, (present, _) => Task.FromResult(change(present)), cancellationToken);

    /// <inheritdoc cref="ChangeAsync{T}(IDocumentWriter{T},Document{T},Func{Document{T},Document{T}},CancellationToken)" />
    public static async Task<WriteResult<T>> ChangeAsync<T>(
        this IDocumentWriter<T> documents,
        Document<T> document,
        Func<Document<T>, CancellationToken, Task<Document<T>>> change,
        CancellationToken cancellationToken,
        int maxAttempts = MaxAttempts)
        where T : class
    {
        Document<T>? known = document;
        return await documents.ChangeAsync(ReadAsync, change, cancellationToken, maxAttempts) ?? WriteResult<T>.Conflict();

        async Task<Document<T>?> ReadAsync(CancellationToken token)
        {
            var present = known ?? await documents.GetAsync(document.Tenant, document.Id, token);
            known = null;
            return present;
        }
    }

    /// <summary>Changes the document that a callback reads.</summary>
    /// <returns>The outcome; null if the callback returned none.</returns>
    public static async Task<WriteResult<T>?> ChangeAsync<T>(
        this IDocumentWriter<T> documents,
        Func<CancellationToken, Task<Document<T>?>> read,
        Func<Document<T>, CancellationToken, Task<Document<T>>> change,
        CancellationToken cancellationToken,
        int maxAttempts = MaxAttempts)
        where T : class
    {
        for (var attempt = 0; attempt < maxAttempts; attempt++)
        {
            if (await read(cancellationToken) is not { } present)
                return null;
            var next = await change(present, cancellationToken);
            if (next == present)
                return WriteResult<T>.Done(present);
            var result = await documents.ReplaceAsync(next, cancellationToken);
            if (result.Outcome != WriteOutcome.ConcurrencyConflict)
                return result;
            await documents.Definition.BackOffAsync(attempt, LongestWait, cancellationToken);
        }

        return WriteResult<T>.Conflict();
    }

    /// <summary>Inserts or changes a document. Nothing is written if the change returns an equal body.</summary>
    /// <param name="documents">The collection, or the outbox in front of it.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="id">Key of the document.</param>
    /// <param name="change">Makes the new body from the current one, which may be a tombstone's; from null if there is no document.</param>
    /// <param name="cancellationToken">Cancels between attempts.</param>
    /// <param name="isTombstone">Returns whether the new body makes the document a tombstone; null to leave that unchanged.</param>
    /// <param name="dueAt">Returns when a document with the new body is due; null to leave that unchanged.</param>
    /// <returns>The document as now stored.</returns>
    /// <exception cref="DocumentConcurrencyException">Other writers were faster too often.</exception>
    /// <exception cref="InvalidOperationException">Another document has one of the unique keys.</exception>
    public static async Task<Document<T>> UpsertAsync<T>(
        this IDocumentWriter<T> documents,
        TenantId tenant,
        string id,
        Func<T?, T> change,
        CancellationToken cancellationToken,
        Func<T, bool>? isTombstone = null,
        Func<T, DateTimeOffset?>? dueAt = null)
        where T : class
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var present = await documents.GetAsync(tenant, id, cancellationToken);
            var body = change(present?.Body);
            var next = (present ?? new Document<T> { Tenant = tenant, Id = id, Body = body }) with { Body = body };
            if (isTombstone is not null)
                next = next with { Tombstone = isTombstone(body) };
            if (dueAt is not null)
                next = next with { DueAt = dueAt(body) };
            if (next == present)
                return present;
            var result = await documents.SaveAsync(next, cancellationToken);
            if (result.Document is { } stored)
                return stored;
            if (result is { Outcome: WriteOutcome.DuplicateKey, DuplicateKey: not UniqueKey.Id })
            {
                throw new InvalidOperationException(
                    $"{documents.Definition.Name} {id}: another document has the same {result.DuplicateKey}.");
            }

            await documents.Definition.BackOffAsync(attempt, LongestWait, cancellationToken);
        }

        throw new DocumentConcurrencyException($"{documents.Definition.Name} {id}");
    }

    /// <summary>Inserts a document of revision 0, or replaces the stored one if it has the document's revision.</summary>
    public static Task<WriteResult<T>> SaveAsync<T>(
        this IDocumentWriter<T> documents, Document<T> document, CancellationToken cancellationToken)
        where T : class =>
        document.Revision == 0 ? documents.InsertAsync(document, cancellationToken) : documents.ReplaceAsync(document, cancellationToken);
}
