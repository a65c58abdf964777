using System.Diagnostics;

namespace Scim.Bus.DocumentStore;

/// <summary>
/// An asynchronous lock for each key, within this process. It only spares concurrent writers from retrying: correctness comes from
/// compare-and-set on the document's revision, because other processes write too.
/// </summary>
/// <typeparam name="TKey">What is locked, such as a user's id.</typeparam>
public sealed class KeyedLock<TKey>
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Entry> _entries = [];

    /// <summary>Acquires the lock for the key; dispose the result to release it.</summary>
    public async Task<IDisposable> AcquireAsync(TKey key, CancellationToken cancellationToken)
    {
        Entry? entry;
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out entry))
                _entries.Add(key, entry = new Entry());
            entry.References++;
        }

        try
        {
            await entry.Semaphore.WaitAsync(cancellationToken);
            return new Releaser(this, key, entry);
        }
        catch
        {
            RemoveReference(key, entry);
            throw;
        }
    }

    private void RemoveReference(TKey key, Entry entry)
    {
        lock (_lock)
        {
            Debug.Assert(entry.References > 0, "An entry is released more often than it was acquired.");
            if (--entry.References > 0)
                return;
            _entries.Remove(key);
            entry.Semaphore.Dispose();
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Semaphore { get; } = new(1);

        /// <summary>Callers that hold the lock or wait for it.</summary>
        public int References { get; set; }
    }

    private sealed class Releaser(KeyedLock<TKey> owner, TKey key, Entry entry) : IDisposable
    {
        public void Dispose()
        {
            entry.Semaphore.Release();
            owner.RemoveReference(key, entry);
        }
    }
}
