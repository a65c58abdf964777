using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <summary>
/// Messages that this process has published, by document. They are taken out of their documents by whichever comes first: the next write of
/// the document through its outbox, or a batch of the relay. They are remembered for a while after that, because a writer that read the
/// document before would otherwise put them back.
/// </summary>
internal sealed partial class PublishedMessages<T>(IDocumentCollection<T> collection, DueClock clock, TimeProvider time)
    where T : class, IHasOutbox<T>
{
    /// <summary>Number of documents that are written together.</summary>
    public const int Batch = 200;

    /// <summary>Longer than any writer takes from reading a document to writing it.</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a document from which more will be taken out soon is left alone: a store that takes entries in batches is a moment behind
    /// the broker, and one write does for both.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<(TenantId, string), PublishedDocument<T>> _entries = [];

    /// <summary>The entries whose documents published messages are still to be taken out of.</summary>
    private readonly HashSet<PublishedDocument<T>> _left = [];

    /// <summary>The other entries, those of which nothing was left first before the rest.</summary>
    private readonly Queue<(PublishedDocument<T> Entry, long RemovedAt)> _removed = [];

    /// <summary>Number of the entries of whose documents everything was published.</summary>
    private int _whole;

    /// <summary>True if published messages are still to be taken out of documents.</summary>
    public bool HasLeft => Locked(() => _left.Count > 0);

    /// <summary>True if no document is remembered: there is nothing to take out, and nothing to forget.</summary>
    public bool IsEmpty => Locked(() => _left.Count == 0 && _removed.Count == 0);

    /// <summary>Records a published message of a document. Returns the number of documents of which everything is published.</summary>
    public int Add(Document<T> document, PendingMessage message)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(KeyOf(document), out var entry))
                _entries.Add(KeyOf(document), entry = new PublishedDocument<T>(KeyOf(document)));
            entry.Add(message);
            if (entry.Revision < document.Revision)
                entry.Know(document);
            if (entry.Document is null || entry.Document.Revision < document.Revision)
                entry.Document = entry.Revision == document.Revision ? document with { DueAt = entry.DueAt } : document;
            AddLeft(entry);
            return _whole;
        }
    }

    public bool Contains(Document<T> document, PendingMessage message)
    {
        lock (_lock)
            return _entries.TryGetValue(KeyOf(document), out var entry) && entry.Has(message);
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
            entry.Know(document);
            if (document.Body.Pending.Where(entry.Has).ToList() is [_, ..] left)
            {
                // Also what was put back: it counts as published now, since it will be taken out anew.
                left.ForEach(entry.Add);
                entry.Document = document;
                AddLeft(entry);
                return;
            }

            // A document may be large, and thousands are remembered under load.
            entry.Document = null;
            entry.ForgetOld(time, Retention);
            if (RemoveLeft(entry))
            {
                entry.RemovedAt = time.GetTimestamp();
                _removed.Enqueue((entry, entry.RemovedAt));
            }
        }
    }

    /// <summary>Forgets a document that does not exist any more.</summary>
    private void Forget((TenantId Tenant, string Id) key)
    {
        lock (_lock)
        {
            if (_entries.Remove(key, out var entry))
                RemoveLeft(entry);
        }
    }

    private void AddLeft(PublishedDocument<T> entry)
    {
        if (_left.Add(entry))
            entry.LeftAt = time.GetTimestamp();
        SetWhole(entry, entry.Document!.Body.Pending.All(entry.Has));
    }

    private bool RemoveLeft(PublishedDocument<T> entry)
    {
        SetWhole(entry, false);
        return _left.Remove(entry);
    }

    private void SetWhole(PublishedDocument<T> entry, bool isWhole)
    {
        if (entry.IsWhole != isWhole)
            _whole += isWhole ? 1 : -1;
        entry.IsWhole = isWhole;
    }

    private static Document<T> Without(Document<T> document, PublishedDocument<T> entry)
    {
        var pending = document.Body.Pending;
        var left = pending.Where(message => !entry.Has(message)).ToList();
        return left.Count == pending.Count ? document : document with { Body = document.Body.WithPending(left) };
    }

    private TResult Locked<TResult>(Func<TResult> read)
    {
        lock (_lock)
            return read();
    }

    private static (TenantId, string) KeyOf(Document<T> document) => (document.Tenant, document.Id);
}
