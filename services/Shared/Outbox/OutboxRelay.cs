using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <summary>
/// Publishes pending messages and removes them from their documents once they are confirmed (I2). What this process writes is published at
/// once; a sweeper finds what a crash or an outage left behind. Safe in any number of processes: a sweeper claims a document first, and a
/// message that is published twice has the same id both times.
/// </summary>
/// <typeparam name="T">Type of the documents' bodies.</typeparam>
public sealed class OutboxRelay<T>(
    IDocumentCollection<T> collection,
    IMessagePublisher publisher,
    IServiceProvider services,
    TimeProvider time,
    ILogger<OutboxRelay<T>> logger) : BackgroundService
    where T : class, IHasOutbox<T>
{
    private const int Workers = 32;
    private const int SweepBatch = 200;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(1);

    private readonly RelayQueue<T> _queue = new(capacity: 10_000);

    /// <summary>Resolved lazily: the work writes through an outbox, which depends on this relay.</summary>
    private readonly Lazy<IScheduledWork<T>?> _work = new(services.GetService<IScheduledWork<T>>);

    private readonly Lazy<IUnpublishableMessages?> _unpublishable = new(services.GetService<IUnpublishableMessages>);

    /// <summary>
    /// Queues a document for publishing. Best effort: the sweeper finds what is not queued, or is lost with this process.
    /// </summary>
    public void Enqueue(Document<T> document)
    {
        if (!publisher.IsPaused)
            _queue.TryAdd(document);
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        [SweepAsync(stoppingToken), .. Enumerable.Range(0, Workers).Select(_ => WorkAsync(stoppingToken))]);

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        await foreach (var entry in _queue.ReadAllAsync(stoppingToken))
        {
            try
            {
                if (!publisher.IsPaused)
                    await PublishAsync(entry, stoppingToken);
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
    }

    private async Task PublishAsync(RelayQueue<T>.Entry entry, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var message in entry.Document.Body.Pending)
            {
                if (!entry.Published.Contains(message.MessageId) && await TryPublishAsync(message, entry, cancellationToken))
                    entry.Published.Add(message.MessageId);
            }
        }
        finally
        {
            await RemovePublishedAsync(entry.Document, entry.Published, cancellationToken);
        }
    }

    /// <summary>
    /// Publishes a message; sets it aside if it can't be read. Returns false if it has to stay pending, although those after it, which may
    /// tell of a deactivation, go on (I3).
    /// </summary>
    private async Task<bool> TryPublishAsync(PendingMessage message, RelayQueue<T>.Entry entry, CancellationToken cancellationToken)
    {
        try
        {
            await publisher.PublishAsync(message, cancellationToken);
            return true;
        }
        catch (UnpublishableMessageException e) when (_unpublishable.Value is not null)
        {
            return await TrySetAsideAsync(message, entry.Document, e.Message, cancellationToken);
        }
        catch (Exception e) when (e is UnpublishableMessageException or InvalidOperationException)
        {
            logger.LogError(
                "Message {MessageId} of {Collection} {Id} can't be published; it stays pending and is tried again later. {Reason}",
                message.MessageId,
                collection.Definition.Name,
                entry.Document.Id,
                e.Message);
            return false;
        }
    }

    private async Task<bool> TrySetAsideAsync(
        PendingMessage message, Document<T> document, string reason, CancellationToken cancellationToken)
    {
        var unpublishable = new UnpublishableMessage
        {
            Service = collection.Definition.Service,
            Collection = collection.Definition.Name,
            Tenant = document.Tenant,
            DocumentId = document.Id,
            Message = message,
            Reason = reason,
        };
        var isKept = await _unpublishable.Value!.TryKeepAsync(unpublishable, cancellationToken);
        logger.LogError(
            "Message {MessageId} of {Collection} {Id} can't be published; it {Whereabouts}. {Reason}",
            message.MessageId,
            collection.Definition.Name,
            document.Id,
            isKept ? "is set aside until it is retried" : "stays pending and is tried again later",
            reason);
        return isKept;
    }

    private Task RemovePublishedAsync(Document<T> document, HashSet<Guid> published, CancellationToken cancellationToken)
    {
        return collection.ChangeAsync(document, Remove, cancellationToken);

        Document<T> Remove(Document<T> present)
        {
            var left = present.Body.Pending.Where(message => !published.Contains(message.MessageId)).ToList();
            return left.Count == present.Body.Pending.Count
                ? present
                : (present with { Body = present.Body.WithPending(left) }).Scheduled(time.GetUtcNow());
        }
    }

    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SweepEvery, time);
        do
        {
            try
            {
                await SweepOnceAsync(stoppingToken);
            }
#pragma warning disable CA1031 // The sweeper repairs failures, so it must survive its own.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(e, "Could not sweep {Collection}; retrying in a second", collection.Definition.Name);
            }
#pragma warning restore CA1031
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SweepOnceAsync(CancellationToken cancellationToken)
    {
        // During an outage of the broker, one document a second is enough to notice its end.
        var isBrokerAway = publisher.IsBrokerAway;
        var batch = isBrokerAway ? 1 : SweepBatch;
        var due = await collection.DueAsync(time.GetUtcNow(), batch, cancellationToken);
        foreach (var document in due)
        {
            var claim = await collection.ReplaceAsync(document.Claimed(time.GetUtcNow(), isBrokerAway), cancellationToken);
            if (claim.Document is not { } claimed)
                continue;
            logger.LogDebug("Swept {Collection} {Id}", collection.Definition.Name, document.Id);
            if (claimed.Body.Pending.Count > 0)
                _queue.TryAdd(claimed);
            else if (_work.Value is { } work)
                await work.ExecuteAsync(claimed, cancellationToken);
        }
    }
}
