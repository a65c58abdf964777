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
    /// <param name="document">The document.</param>
    /// <param name="isClaimed">True if what other processes stored is to be published too.</param>
    public bool TryAdd(Document<T> document, bool isClaimed = false)
    {
        var key = (document.Tenant, document.Id);
        lock (_lock)
        {
            if (_active.TryGetValue(key, out var entry))
            {
                entry.AddNext(document, isClaimed);
                return true;
            }

            if (_active.Count >= capacity && _waiting.CountOf(document.Tenant) >= Reserve)
                return false;
            entry = new Entry(document, isClaimed);
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
            if (entry.TryGoOn())
                Wait(entry);
            else
                _active.Remove((entry.Document.Tenant, entry.Document.Id));
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

    /// <summary>A document that is queued or in the hands of a worker, and which of its messages are to be published.</summary>
    internal sealed class Entry(Document<T> document, bool isClaimed)
    {
        private Document<T>? _next;
        private bool _isNextClaimed;
        private bool _isClaimed = isClaimed;

        /// <summary>
        /// What this process stored in earlier revisions, by id: a revision that was read from the store does not say who stored what. The
        /// set of the document in hand does not change: a worker reads it outside of the queue's lock.
        /// </summary>
        private HashSet<Guid>? _own;
        private HashSet<Guid>? _nextOwn;

        public Document<T> Document { get; private set; } = document;

        /// <summary>False for a message that is left to another process, or to a sweeper once its lease has ended.</summary>
        public bool Publishes(PendingMessage message, DateTimeOffset timeOfDay) =>
            _isClaimed || !message.IsLeftToOthers(timeOfDay) || _own?.Contains(message.MessageId) == true;

        /// <summary>Adds a document to publish after this one, unless a newer revision is to be.</summary>
        public void AddNext(Document<T> next, bool isNextClaimed)
        {
            _nextOwn ??= [.. _own ?? [], .. OwnOf(Document)];
            _nextOwn.UnionWith(OwnOf(next));
            _isNextClaimed |= isNextClaimed;
            if (_next is null || _next.Revision < next.Revision)
                _next = next;
        }

        /// <summary>Goes on with the next revision; false if there is none.</summary>
        public bool TryGoOn()
        {
            if (_next is null)
                return false;
            _nextOwn!.IntersectWith(_next.Body.Pending.Select(message => message.MessageId));
            (_own, _nextOwn) = (_nextOwn, null);
            (Document, _next) = (_next, null);
            (_isClaimed, _isNextClaimed) = (_isNextClaimed, false);
            return true;
        }

        private static IEnumerable<Guid> OwnOf(Document<T> document) =>
            document.Body.Pending.Where(message => message.Message is not null).Select(message => message.MessageId);
    }
}
