using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <summary>
/// Publishes pending messages and removes them from their documents once they are confirmed: at once what this process wrote, by sweeping what a crash
/// or an outage left behind (I2). Safe in any number of processes: a sweeper claims a document first, and a message that is published twice has one id.
/// </summary>
/// <typeparam name="T">What the documents hold.</typeparam>
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

    /// <summary>Resolved late: the work itself writes through an outbox that needs this relay.</summary>
    private readonly Lazy<IScheduledWork<T>?> _work = new(services.GetService<IScheduledWork<T>>);

    /// <summary>Queues a document whose messages are to be published. Best effort: what is not queued, or lost with this process, is swept.</summary>
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
#pragma warning disable CA1031 // A worker must outlive whatever goes wrong with one document; its lease brings it back.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(e, "The messages of {Collection} {Id} stay pending", collection.Definition.Name, entry.Document.Id);
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
                if (entry.Published.Contains(message.MessageId))
                    continue;
                await publisher.PublishAsync(message, cancellationToken);
                entry.Published.Add(message.MessageId);
            }
        }
        finally
        {
            await RemovePublishedAsync(entry.Document, entry.Published, cancellationToken);
        }
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
#pragma warning disable CA1031 // The sweeper is what repairs failures; it must not end by one.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(e, "Sweeping {Collection} failed; it is tried again", collection.Definition.Name);
            }
#pragma warning restore CA1031
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SweepOnceAsync(CancellationToken cancellationToken)
    {
        // While the broker is away, one document a second tells whether it is back.
        var batch = publisher.IsPaused ? 1 : SweepBatch;
        var due = await collection.DueAsync(time.GetUtcNow(), batch, cancellationToken);
        foreach (var document in due)
        {
            var claim = await collection.ReplaceAsync(document.Claimed(time.GetUtcNow()), cancellationToken);
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
