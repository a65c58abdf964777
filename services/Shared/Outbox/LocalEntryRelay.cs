using Microsoft.Extensions.Logging;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <summary>
/// Hands the local entries of documents to the service's own stores, apart from what is published, so that entries do not wait for a
/// broker, nor messages for entries. Each store has a lane.
/// </summary>
internal sealed class LocalEntryRelay<T> : IDisposable
    where T : class, IHasOutbox<T>
{
    /// <summary>Resolved lazily: a store may depend on what depends on the relay.</summary>
    private readonly Lazy<IReadOnlyList<LocalEntryLane<T>>> _lanes;

    public LocalEntryRelay(Func<LocalEntryStores> stores, Parts parts) => _lanes = new(() => Open(stores(), parts));

    /// <summary>True if a document waits for a worker.</summary>
    public bool HasNext => _lanes.IsValueCreated && _lanes.Value.Any(lane => lane.HasNext);

    /// <summary>Queues a document. Best effort: the sweeper finds what is not queued.</summary>
    public void Add(Document<T> document)
    {
        foreach (var lane in _lanes.Value)
            lane.Add(document);
    }

    /// <summary>Stores entries until the process stops.</summary>
    public Task RunAsync(CancellationToken stoppingToken) => Task.WhenAll(_lanes.Value.Select(lane => lane.RunAsync(stoppingToken)));

    /// <summary>Stores the entries of the next documents of a lane, if any are queued.</summary>
    public Task StoreNextAsync(CancellationToken cancellationToken) =>
        _lanes.Value.FirstOrDefault(lane => lane.HasNext)?.StoreNextAsync(cancellationToken) ?? Task.CompletedTask;

    public void Dispose()
    {
        if (!_lanes.IsValueCreated)
            return;
        foreach (var lane in _lanes.Value)
            lane.Dispose();
    }

    private static List<LocalEntryLane<T>> Open(LocalEntryStores stores, Parts parts)
    {
        var known = stores.Of(parts.Collection.Service).ToList();
        var names = known.Select(store => store.Name).ToHashSet(StringComparer.Ordinal);
        return [.. known.Append(null).Select(store => new LocalEntryLane<T>(store, names.Contains, parts))];
    }

    /// <summary>What all lanes of a collection need.</summary>
    /// <param name="Collection">The collection whose outboxes the entries are in.</param>
    /// <param name="Done">What was published or stored already.</param>
    /// <param name="NoteDone">Notes an entry that was stored.</param>
    /// <param name="Unpublishable">Takes what can't be read.</param>
    /// <param name="Time">The clock of delays.</param>
    /// <param name="Logger">Takes the warnings.</param>
    internal sealed record Parts(
        CollectionDefinition<T> Collection,
        PublishedMessages<T> Done,
        Action<Document<T>, PendingMessage> NoteDone,
        Lazy<IUnpublishableMessages?> Unpublishable,
        TimeProvider Time,
        ILogger Logger);
}
