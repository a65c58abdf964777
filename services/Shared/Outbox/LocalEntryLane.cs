using Microsoft.Extensions.Logging;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <summary>
/// Hands the entries of documents that are for one store to it. Each store has a queue and workers of its own, so that the entries of one
/// do not wait for another.
/// </summary>
/// <param name="store">The store; null for entries that no store of this version takes, which are set aside.</param>
/// <param name="isOthers">Returns whether entries of a name are another lane's.</param>
/// <param name="relay">What is common to all lanes.</param>
internal sealed class LocalEntryLane<T>(ILocalEntryStore? store, Func<string, bool> isOthers, LocalEntryRelay<T>.Parts relay) : IDisposable
    where T : class, IHasOutbox<T>
{
    private const int Workers = 4;
    private readonly RelayQueue<T> _queue = new(capacity: 10_000);
    private readonly int _batchSize = store?.BatchSize ?? 1;

    /// <summary>True if a document waits for a worker.</summary>
    public bool HasNext => _queue.HasNext;

    /// <summary>Queues a document if it has entries for the store. Best effort: the sweeper finds what is not queued.</summary>
    public void Add(Document<T> document)
    {
        if (document.Body.Pending.Any(Takes))
            _queue.TryAdd(document);
    }

    /// <summary>Stores entries until the process stops. A store that takes batches has one worker, which fills them.</summary>
    public Task RunAsync(CancellationToken stoppingToken) => _batchSize > 1
        ? GatherAsync(stoppingToken)
        : Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => WorkAsync(stoppingToken)));

    /// <summary>Stores the entries of the next documents, if any are queued.</summary>
    public Task StoreNextAsync(CancellationToken cancellationToken) => StoreAsync(Take(_queue.TryTake()), cancellationToken);

    public void Dispose() => _queue.Dispose();

    private bool Takes(PendingMessage entry) =>
        entry.Local is { } name && (store is null ? !isOthers(name) : store.Name == name);

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        await foreach (var next in _queue.ReadAllAsync(stoppingToken))
            await StoreAsync([next], stoppingToken);
    }

    private async Task GatherAsync(CancellationToken stoppingToken)
    {
        var wasFull = false;
        await foreach (var first in _queue.ReadAllAsync(stoppingToken))
        {
            // After a full batch more are waiting already.
            if (!wasFull)
                await Task.Delay(store!.BatchDelay, relay.Time, stoppingToken);
            var batch = Take(first);
            wasFull = batch.Count == _batchSize;
            await StoreAsync(batch, stoppingToken);
        }
    }

    private List<RelayQueue<T>.Entry> Take(RelayQueue<T>.Entry? first)
    {
        var batch = new List<RelayQueue<T>.Entry>();
        for (var next = first; next is not null; next = batch.Count < _batchSize ? _queue.TryTake() : null)
            batch.Add(next);
        return batch;
    }

    private async Task StoreAsync(IReadOnlyList<RelayQueue<T>.Entry> batch, CancellationToken stoppingToken)
    {
        var entries = batch
            .SelectMany(queued => queued.Document.Body.Pending.Where(Takes).Select(entry => (queued.Document, Entry: entry)))
            .ToList();
        var missing = entries.FindAll(pair => !relay.Done.Contains(pair.Document, pair.Entry));
        foreach (var (document, entry) in entries.Except(missing))
            relay.NoteDone(document, entry);
        if (_batchSize > 1)
            await StoreTogetherAsync(missing, stoppingToken);
        else
            await StoreOneByOneAsync(missing, stoppingToken);
        foreach (var queued in batch)
            _queue.Finished(queued);
    }

    private async Task StoreTogetherAsync(List<(Document<T> Document, PendingMessage Entry)> entries, CancellationToken stoppingToken)
    {
        if (entries.Count == 0)
            return;
        try
        {
            await store!.StoreAsync([.. entries.Select(pair => pair.Entry)], stoppingToken);
            foreach (var (document, entry) in entries)
                relay.NoteDone(document, entry);
        }
        catch (UnpublishableMessageException)
        {
            // One of them is of another version, and must not hold up the others.
            await StoreOneByOneAsync(entries, stoppingToken);
        }
#pragma warning disable CA1031 // A worker must survive what a store throws; the sweeper finds the documents when their leases expire.
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            relay.Logger.LogWarning(
                e, "Could not store {Count} entries of {Collection} in '{Store}'; they stay pending and are retried",
                entries.Count, relay.Collection.Name, store!.Name);
        }
#pragma warning restore CA1031
    }

    private async Task StoreOneByOneAsync(List<(Document<T> Document, PendingMessage Entry)> entries, CancellationToken stoppingToken)
    {
        foreach (var (document, entry) in entries)
            await StoreAloneAsync(document, entry, stoppingToken);
    }

    private async Task StoreAloneAsync(Document<T> document, PendingMessage entry, CancellationToken stoppingToken)
    {
        try
        {
            if (await TryStoreAsync(document, entry, stoppingToken))
                relay.NoteDone(document, entry);
        }
#pragma warning disable CA1031 // One bad document must not stop a worker; the sweeper finds it when its lease expires.
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            relay.Logger.LogWarning(
                e,
                "Could not store entry {MessageId} of {Collection} {Id} in '{Store}'; it stays pending and is retried",
                entry.MessageId,
                relay.Collection.Name,
                document.Id,
                entry.Local);
        }
#pragma warning restore CA1031
    }

    /// <summary>Stores an entry; sets it aside if it can't be read. Returns false if it has to stay pending.</summary>
    private async Task<bool> TryStoreAsync(Document<T> document, PendingMessage entry, CancellationToken cancellationToken)
    {
        try
        {
            if (store is null)
                throw LocalEntryStores.NoStore(relay.Collection.Service, entry);
            await store.StoreAsync(entry, cancellationToken);
            return true;
        }
        catch (UnpublishableMessageException e) when (relay.Unpublishable.Value is { } aside)
        {
            return await aside.TrySetAsideAsync(relay.Collection, document, entry, e.Message, relay.Logger, cancellationToken);
        }
    }
}
