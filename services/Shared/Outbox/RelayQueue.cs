using System.Runtime.CompilerServices;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <summary>
/// Queue of documents with messages to publish, in which tenants take turns. Only one worker has a document at a time; a newer revision
/// that is queued meanwhile waits for that worker.
/// </summary>
internal sealed class RelayQueue<T>(int capacity) : IDisposable
    where T : class, IHasOutbox<T>
{
    /// <summary>Documents of a tenant that are taken even if others have filled the queue.</summary>
    private const int Reserve = 100;

    private readonly Lock _lock = new();
    private readonly Dictionary<(TenantId, string), Entry> _active = [];
    private readonly TenantRotation<Entry> _waiting = new();
    private readonly SemaphoreSlim _ready = new(0);

    public int Count
    {
        get
        {
            lock (_lock)
                return _active.Count;
        }
    }

    /// <summary>True if a document waits for a worker.</summary>
    public bool HasNext => _ready.CurrentCount > 0;

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

            if (_active.Count >= capacity && _waiting.CountOf(document.Tenant) >= Reserve)
                return false;
            entry = new Entry(document);
            _active.Add(key, entry);
            Wait(entry);
            return true;
        }
    }

    public async IAsyncEnumerable<Entry> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            await _ready.WaitAsync(cancellationToken);
            yield return Take();
        }
    }

    /// <summary>Takes the next document; null if none is waiting.</summary>
    public Entry? TryTake() => _ready.Wait(0, CancellationToken.None) ? Take() : null;

    /// <summary>Releases a document, or queues it again if a newer revision arrived meanwhile.</summary>
    public void Finished(Entry entry)
    {
        lock (_lock)
        {
            if (entry.Next is { } next)
            {
                (entry.Document, entry.Next) = (next, null);
                Wait(entry);
            }
            else
            {
                _active.Remove((entry.Document.Tenant, entry.Document.Id));
            }
        }
    }

    public void Dispose() => _ready.Dispose();

    private void Wait(Entry entry)
    {
        _waiting.Add(entry.Document.Tenant, entry);
        _ready.Release();
    }

    private Entry Take()
    {
        lock (_lock)
        {
            return _waiting.TryTake(out var entry)
                ? entry
                : throw new InvalidOperationException("The queue was signalled once more than it has documents.");
        }
    }

    internal sealed class Entry(Document<T> document)
    {
        public Document<T> Document { get; set; } = document;

        public Document<T>? Next { get; set; }
    }
}
