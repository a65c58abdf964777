using Microsoft.Extensions.Logging;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <summary>
/// Hands the local entries of documents to the service's own stores. It has a queue and workers of its own, so that entries do not wait for
/// a broker, nor messages for entries.
/// </summary>
internal sealed class LocalEntryRelay<T>(
    CollectionDefinition<T> collection,
    PublishedMessages<T> done,
    Action<Document<T>, PendingMessage> noteDone,
    Func<LocalEntryStores> stores,
    Lazy<IUnpublishableMessages?> unpublishable,
    ILogger logger) : IDisposable
    where T : class, IHasOutbox<T>
{
    private const int Workers = 4;
    private readonly RelayQueue<T> _queue = new(capacity: 10_000);

    /// <summary>Resolved lazily: a store may depend on what depends on the relay.</summary>
    private readonly Lazy<LocalEntryStores> _stores = new(stores);

    /// <summary>True if a document waits for a worker.</summary>
    public bool HasNext => _queue.HasNext;

    /// <summary>Queues a document. Best effort: the sweeper finds what is not queued.</summary>
    public void Add(Document<T> document) => _queue.TryAdd(document);

    /// <summary>Stores entries until the process stops.</summary>
    public Task RunAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => WorkAsync(stoppingToken)));

    /// <summary>Stores the entries of the next document, if one is queued.</summary>
    public Task StoreNextAsync(CancellationToken cancellationToken) =>
        _queue.TryTake() is { } next ? StoreAsync(next, cancellationToken) : Task.CompletedTask;

    public void Dispose() => _queue.Dispose();

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        await foreach (var next in _queue.ReadAllAsync(stoppingToken))
            await StoreAsync(next, stoppingToken);
    }

    private async Task StoreAsync(RelayQueue<T>.Entry next, CancellationToken stoppingToken)
    {
        var document = next.Document;
        foreach (var entry in document.Body.Pending.Where(entry => entry.Local is not null))
        {
            try
            {
                if (done.Contains(document, entry) || await TryStoreAsync(document, entry, stoppingToken))
                    noteDone(document, entry);
            }
#pragma warning disable CA1031 // One bad document must not stop a worker; the sweeper finds it when its lease expires.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(
                    e,
                    "Could not store entry {MessageId} of {Collection} {Id} in '{Store}'; it stays pending and is retried",
                    entry.MessageId,
                    collection.Name,
                    document.Id,
                    entry.Local);
            }
#pragma warning restore CA1031
        }

        _queue.Finished(next);
    }

    /// <summary>Stores an entry; sets it aside if it can't be read. Returns false if it has to stay pending.</summary>
    private async Task<bool> TryStoreAsync(Document<T> document, PendingMessage entry, CancellationToken cancellationToken)
    {
        try
        {
            await _stores.Value.StoreAsync(collection.Service, entry, cancellationToken);
            return true;
        }
        catch (UnpublishableMessageException e) when (unpublishable.Value is { } aside)
        {
            return await aside.TrySetAsideAsync(collection, document, entry, e.Message, logger, cancellationToken);
        }
    }
}
