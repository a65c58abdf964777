using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <summary>
/// Messages that this process has published, by document. They are taken out of their documents by whichever comes first: the next write of
/// the document through its outbox, or a batch of the relay. They are remembered for a while after that, because a writer that read the
/// document before would otherwise put them back.
/// </summary>
internal sealed class PublishedMessages<T>(IDocumentCollection<T> collection, DueClock clock, TimeProvider time)
    where T : class, IHasOutbox<T>
{
    /// <summary>Number of documents that are written together.</summary>
    public const int Batch = 200;

    /// <summary>Longer than any writer takes from reading a document to writing it.</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<(TenantId, string), Entry> _entries = [];

    /// <summary>The entries whose documents published messages are still to be taken out of.</summary>
    private readonly HashSet<Entry> _left = [];

    /// <summary>The other entries, those of which nothing was left first before the rest.</summary>
    private readonly Queue<(Entry Entry, long RemovedAt)> _removed = [];

    /// <summary>Number of documents that published messages are still to be taken out of.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _left.Count;
        }
    }

    /// <summary>Records a published message of a document. Returns the number of documents with such messages.</summary>
    public int Add(Document<T> document, PendingMessage message)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(KeyOf(document), out var entry))
                _entries.Add(KeyOf(document), entry = new Entry(KeyOf(document)));
            entry.Published.Add(IdentityOf(message));
            entry.Revision = Math.Max(entry.Revision, document.Revision);
            if (entry.Document is null || entry.Document.Revision < document.Revision)
                entry.Document = document;
            _left.Add(entry);
            return _left.Count;
        }
    }

    public bool Contains(Document<T> document, PendingMessage message)
    {
        lock (_lock)
            return _entries.TryGetValue(KeyOf(document), out var entry) && entry.Published.Contains(IdentityOf(message));
    }

    /// <summary>The document without the messages that were published.</summary>
    public Document<T> Without(Document<T> document)
    {
        lock (_lock)
            return _entries.TryGetValue(KeyOf(document), out var entry) ? Without(document, entry) : document;
    }

    /// <summary>Notes how the document is stored now.</summary>
    public void Stored(Document<T> document)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(KeyOf(document), out var entry) || document.Revision < entry.Revision)
                return;
            entry.Revision = document.Revision;
            if (document.Body.Pending.Any(message => entry.Published.Contains(IdentityOf(message))))
            {
                entry.Document = document;
                _left.Add(entry);
                return;
            }

            // A document may be large, and thousands are remembered under load.
            entry.Document = null;
            if (_left.Remove(entry))
            {
                entry.RemovedAt = time.GetTimestamp();
                _removed.Enqueue((entry, entry.RemovedAt));
            }
        }
    }

    /// <summary>Forgets a document that does not exist any more.</summary>
    private void Forget(Document<T> document)
    {
        lock (_lock)
        {
            if (_entries.Remove(KeyOf(document), out var entry))
                _left.Remove(entry);
        }
    }

    /// <summary>
    /// Removes what was published from its documents, which keep their revisions: it is no change that another writer has to see. A
    /// document that was changed meanwhile is read again, and done the next time.
    /// </summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        foreach (var batch in ToAmend().Select(document => document.Scheduled(clock.GetUtcNow())).Chunk(Batch))
        {
            if (await collection.AmendAsync(batch, cancellationToken) == batch.Length)
            {
                foreach (var document in batch)
                    Stored(document);
                continue;
            }

            foreach (var documents in batch.GroupBy(document => document.Tenant))
                await ReadAgainAsync(documents.Key, [.. documents], cancellationToken);
        }
    }

    private async Task ReadAgainAsync(TenantId tenant, IReadOnlyList<Document<T>> documents, CancellationToken cancellationToken)
    {
        var present = await collection.GetManyAsync(tenant, [.. documents.Select(document => document.Id)], cancellationToken);
        foreach (var document in present)
            Stored(document);
        var ids = present.Select(document => document.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in documents.Where(document => !ids.Contains(document.Id)))
            Forget(gone);
    }

    /// <summary>
    /// The documents that published messages are still to be taken out of, as they should be stored. Forgets those that were done long ago.
    /// </summary>
    private List<Document<T>> ToAmend()
    {
        lock (_lock)
        {
            while (_removed.TryPeek(out var first) && time.GetElapsedTime(first.RemovedAt) > Retention)
            {
                var (entry, removedAt) = _removed.Dequeue();
                // Unless messages were published since, or the document was forgotten.
                if (!_left.Contains(entry) && entry.RemovedAt == removedAt && _entries.GetValueOrDefault(entry.Key) == entry)
                    _entries.Remove(entry.Key);
            }

            return [.. _left.Select(entry => Without(entry.Document!, entry))];
        }
    }

    private static Document<T> Without(Document<T> document, Entry entry)
    {
        var pending = document.Body.Pending;
        var left = pending.Where(message => !entry.Published.Contains(IdentityOf(message))).ToList();
        return left.Count == pending.Count ? document : document with { Body = document.Body.WithPending(left) };
    }

    /// <summary>A message that is added again, to be published again, has the same id and another time.</summary>
    private static (Guid, DateTimeOffset) IdentityOf(PendingMessage message) => (message.MessageId, message.At);

    private static (TenantId, string) KeyOf(Document<T> document) => (document.Tenant, document.Id);

    private sealed class Entry((TenantId, string) key)
    {
        public (TenantId, string) Key => key;

        /// <summary>The newest revision that this process knows.</summary>
        public long Revision { get; set; }

        /// <summary>The document while published messages are left in it: the newest that this process knows; null otherwise.</summary>
        public Document<T>? Document { get; set; }

        public HashSet<(Guid, DateTimeOffset)> Published { get; } = [];

        /// <summary>Timestamp at which none of the messages was left in the document.</summary>
        public long RemovedAt { get; set; }
    }
}
