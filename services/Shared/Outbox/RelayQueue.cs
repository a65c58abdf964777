using System.Threading.Channels;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <summary>
/// Queue of documents with messages to publish. Only one worker has a document at a time; a newer revision that is queued meanwhile waits
/// for that worker.
/// </summary>
internal sealed class RelayQueue<T>(int capacity)
    where T : class, IHasOutbox<T>
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(TenantId, string), Entry> _active = [];
    private readonly Channel<Entry> _ready = Channel.CreateUnbounded<Entry>();

    public int Count
    {
        get
        {
            lock (_lock)
                return _active.Count;
        }
    }

    /// <summary>Queues a document. False if the queue is full: the sweeper then finds the document later.</summary>
    public bool TryAdd(Document<T> document)
    {
        var key = (document.Tenant, document.Id);
        lock (_lock)
        {
            if (_active.TryGetValue(key, out var entry))
            {
                if (entry.Next is null || entry.Next.Revision < document.Revision)
                    entry.Next = document;
                return true;
            }

            if (_active.Count >= capacity)
                return false;
            entry = new Entry(document);
            _active.Add(key, entry);
            return _ready.Writer.TryWrite(entry);
        }
    }

    public IAsyncEnumerable<Entry> ReadAllAsync(CancellationToken cancellationToken) => _ready.Reader.ReadAllAsync(cancellationToken);

    /// <summary>True if a document waits for a worker.</summary>
    public bool HasNext => _ready.Reader.Count > 0;

    /// <summary>Takes the next document; null if none is waiting.</summary>
    public Entry? TryTake() => _ready.Reader.TryRead(out var entry) ? entry : null;

    /// <summary>Releases a document, or queues it again if a newer revision arrived meanwhile.</summary>
    public void Finished(Entry entry)
    {
        lock (_lock)
        {
            if (entry.Next is { } next)
            {
                (entry.Document, entry.Next) = (next, null);
                _ready.Writer.TryWrite(entry);
            }
            else
            {
                _active.Remove((entry.Document.Tenant, entry.Document.Id));
            }
        }
    }

    internal sealed class Entry(Document<T> document)
    {
        public Document<T> Document { get; set; } = document;

        public Document<T>? Next { get; set; }
    }
}
