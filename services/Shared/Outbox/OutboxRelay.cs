using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <summary>
/// Publishes pending messages and removes them from their documents once they are confirmed (I2); local entries are stored instead
/// (<see cref="ILocalEntryStore"/>). What this process stored is published at once; a sweeper finds what a crash or an outage left behind.
/// Safe in any number of processes: each leaves what another has just stored to that one, a sweeper claims a document first, and a message
/// that is published twice has the same id both times.
/// Published messages are removed in batches over many documents, within seconds and when the process stops; a crash before that publishes
/// them again.
/// </summary>
/// <typeparam name="T">Type of the documents' bodies.</typeparam>
public sealed partial class OutboxRelay<T>(
    IDocumentCollection<T> collection,
    IMessagePublisher publisher,
    IServiceProvider services,
    DueClock clock,
    TimeProvider time,
    ILogger<OutboxRelay<T>> logger) : BackgroundService
    where T : class, IHasOutbox<T>
{
    private const int Workers = 32;
    private static readonly TimeSpan RemoveEvery = TimeSpan.FromSeconds(1);

    /// <summary>Longest time that the process waits for the last removal when it stops.</summary>
    private static readonly TimeSpan LastRemoval = TimeSpan.FromSeconds(5);

    private readonly RelayQueue<T> _queue = new(capacity: 10_000);
    private readonly PublishedMessages<T> _published = new(collection, clock, time);
    private readonly SemaphoreSlim _batchIsFull = new(0);
    private readonly SemaphoreSlim _isPublished = new(0);
    private LocalEntryRelay<T>? _local;

    /// <summary>Resolved lazily: the work writes through an outbox, which depends on this relay.</summary>
    private readonly Lazy<IScheduledWork<T>?> _work = new(services.GetService<IScheduledWork<T>>);

    private OutboxSweeper<T> Sweeper => field ??= new OutboxSweeper<T>(
        collection, publisher, _queue, Local, _work, clock, services.GetRequiredService<DueClockSync>(), time, logger);

    /// <summary>Created with the first use: a field can't refer to others when it is initialized.</summary>
    private LocalEntryRelay<T> Local => LazyInitializer.EnsureInitialized(
        ref _local,
        () => new LocalEntryRelay<T>(
            services.GetRequiredService<LocalEntryStores>,
            new(collection.Definition, _published, NoteDone, _unpublishable, time, logger)));

    private readonly Lazy<IUnpublishableMessages?> _unpublishable = new(services.GetService<IUnpublishableMessages>);

    /// <summary>
    /// Queues a document for publishing. Best effort: the sweeper finds what is not queued, or is lost with this process.
    /// </summary>
    private void Enqueue(Document<T> document)
    {
        if (!publisher.IsPaused)
            _queue.TryAdd(document);
    }

    /// <summary>Notes a document that was stored, and queues it if it has messages to publish.</summary>
    internal void Stored(Document<T> document)
    {
        _published.Stored(document);
        if (document.Body.Pending.HasLocal())
            Local.Add(document);
        if (document.Body.Pending.HasMessages())
            Enqueue(document);
    }

    /// <summary>The document without the messages that this process has published: the next write takes them out.</summary>
    internal Document<T> WithoutPublished(Document<T> document) => _published.Without(document);

    /// <inheritdoc />
    public override void Dispose()
    {
        _batchIsFull.Dispose();
        _isPublished.Dispose();
        _queue.Dispose();
        _local?.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(
            [
                SweepAsync(stoppingToken),
                RemoveAsync(stoppingToken),
                Local.RunAsync(stoppingToken),
                .. Enumerable.Range(0, Workers).Select(_ => WorkAsync(stoppingToken)),
            ]);
        }
        finally
        {
            using var timeout = new CancellationTokenSource(LastRemoval, time);
            await TryAsync(RemovalName, token => _published.RemoveAsync(all: true, token), timeout.Token);
        }
    }

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        await foreach (var entry in _queue.ReadAllAsync(stoppingToken))
            await PublishAsync(entry, stoppingToken);
    }

    private async Task PublishAsync(RelayQueue<T>.Entry entry, CancellationToken stoppingToken)
    {
        try
        {
            if (!publisher.IsPaused)
                await PublishAllAsync(entry, stoppingToken);
        }
#pragma warning disable CA1031 // One bad document must not stop a worker; the sweeper finds it when its lease expires.
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            logger.LogWarning(
                e,
                "Could not publish the messages of {Collection} {Id}; they stay pending and are retried",
                collection.Definition.Name,
                entry.Document.Id);
        }
#pragma warning restore CA1031

        _queue.Finished(entry);
    }

    /// <summary>Publishes the messages side by side: their order does not matter (I3), and one that fails holds no other up.</summary>
    private Task PublishAllAsync(RelayQueue<T>.Entry entry, CancellationToken cancellationToken)
    {
        var (document, timeOfDay) = (entry.Document, clock.GetTimeOfDay());
        return Task.WhenAll(document.Body.Pending
            .Where(message => message.Local is null && entry.Publishes(message, timeOfDay))
            .Select(message => PublishAsync(document, message, cancellationToken)));
    }

    private async Task PublishAsync(Document<T> document, PendingMessage message, CancellationToken cancellationToken)
    {
        if (!_published.Contains(document, message) && !await TryPublishAsync(document, message, cancellationToken))
            return;
        NoteDone(document, message);
    }

    /// <summary>Publishes a message; sets it aside if it can't be read. Returns false if it has to stay pending.</summary>
    private async Task<bool> TryPublishAsync(Document<T> document, PendingMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await publisher.PublishAsync(message, cancellationToken);
            return true;
        }
        catch (UnpublishableMessageException e) when (_unpublishable.Value is { } unpublishable)
        {
            return await unpublishable.TrySetAsideAsync(collection.Definition, document, message, e.Message, logger, cancellationToken);
        }
        catch (Exception e) when (e is UnpublishableMessageException or InvalidOperationException)
        {
            logger.LogError(
                "Message {MessageId} of {Collection} {Id} can't be published; it stays pending and is tried again later. {Reason}",
                message.MessageId,
                collection.Definition.Name,
                document.Id,
                e.Message);
            return false;
        }
    }

    /// <summary>Removes published messages once a second, and as soon as there is a full batch. Rests while there are none.</summary>
    private async Task RemoveAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            if (_published.IsEmpty)
                await _isPublished.WaitAsync(stoppingToken);
            await _batchIsFull.WaitAsync(RemoveEvery, stoppingToken);
            await RemoveOnceAsync(stoppingToken);
        }
    }

    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        var pulse = services.GetRequiredService<SweepPulse>();
        for (var tick = 0L; ; tick = await pulse.WaitAsync(tick, stoppingToken))
            await SweepOnceAsync(stoppingToken);
    }
}
