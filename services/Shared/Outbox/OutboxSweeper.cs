using Microsoft.Extensions.Logging;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <summary>
/// Finds documents whose due time has passed, claims them, and queues their messages or runs their scheduled work. Any number of processes
/// sweep a collection: a claim is a compare-and-set, so one of them gets the document.
/// </summary>
internal sealed class OutboxSweeper<T>(
    IDocumentCollection<T> collection,
    IMessagePublisher publisher,
    RelayQueue<T> queue,
    LocalEntryRelay<T> local,
    Lazy<IScheduledWork<T>?> work,
    DueClock clock,
    DueClockSync sync,
    TimeProvider time,
    ILogger logger)
    where T : class, IHasOutbox<T>
{
    private const int Batch = 200;
    private const int MostBatches = 10;

    private readonly ClaimHistory<T> _history = new(time);
    private bool _wasBrokerAway;
    private DateTimeOffset _horizon;

    /// <summary>Due time up to which the documents were looked at in this outage; the beginning of time to begin anew.</summary>
    private DateTimeOffset _seen;

    /// <summary>
    /// Sweeps until less than a full batch is due. During an outage of the broker, one document is enough to notice its end, and of the
    /// others those are claimed that have local entries: each sweep looks at the next batch, so that all of them have their turn.
    /// </summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (!sync.IsSettled)
            return;
        var isBrokerAway = publisher.IsBrokerAway;
        // What was stored during the outage was not published at once, so nobody needs the lease that it has.
        if (_wasBrokerAway && !isBrokerAway)
            _horizon = clock.GetUtcNow() + OutboxSchedule.Lease;
        _wasBrokerAway = isBrokerAway;
        int claimed;
        do
        {
            var now = clock.GetUtcNow();
            var due = await DueAsync(now > _horizon ? now : _horizon, isBrokerAway, cancellationToken);
            claimed = 0;
            foreach (var document in due.Where(document => document.DueAt <= now || IsWaiting(document.Body, now)))
            {
                await ClaimAsync(document, isBrokerAway, cancellationToken);
                claimed++;
            }
        }
        while (claimed >= Batch && !publisher.IsBrokerAway && queue.Count < Batch);
    }

    /// <summary>
    /// Reads what is due: a batch, and behind a batch that is full another of those tenants that are not in it, so that one tenant's
    /// backlog hides nobody else's documents.
    /// </summary>
    private async Task<IReadOnlyList<Document<T>>> DueAsync(DateTimeOffset now, bool isBrokerAway, CancellationToken cancellationToken)
    {
        if (isBrokerAway)
            return await DueInOutageAsync(now, cancellationToken);
        var due = await collection.DueAsync(now, Batch, cancellationToken);
        if (due.Count < Batch)
            return due;
        var all = new List<Document<T>>(due);
        var seen = new HashSet<TenantId>();
        for (var i = 1; i < MostBatches && due.Count == Batch; i++)
        {
            seen.UnionWith(due.Select(document => document.Tenant));
            due = await collection.DueAsync(now, Batch, seen, cancellationToken);
            all.AddRange(due);
        }

        return all;
    }

    private async Task<IReadOnlyList<Document<T>>> DueInOutageAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var first = await collection.DueAsync(now, 1, cancellationToken);
        var next = await collection.DueAfterAsync(_seen, now, Batch, cancellationToken);
        _seen = next.Count < Batch ? DateTimeOffset.MinValue : next[^1].DueAt!.Value;
        return [.. first.Concat(next.Where(document => document.Body.Pending.HasLocal())).DistinctBy(one => (one.Tenant, one.Id))];
    }

    /// <summary>True if nothing but a lease keeps what is to be done.</summary>
    private static bool IsWaiting(T body, DateTimeOffset now) => body.Pending.Count > 0 || body.NextDueAt <= now;

    private async Task ClaimAsync(Document<T> document, bool isBrokerAway, CancellationToken cancellationToken)
    {
        var claimed = document.Claimed(clock.GetUtcNow(), _history.Claimed(document), isBrokerAway);
        if ((await collection.ReplaceAsync(claimed, cancellationToken)).Document is not { } stored)
            return;
        logger.LogDebug("Swept {Collection} {Id}", collection.Definition.Name, document.Id);
        if (stored.Body.Pending.HasLocal())
            local.Add(stored);
        if (stored.Body.Pending.HasMessages())
            queue.TryAdd(stored, isClaimed: true);
        else if (stored.Body.Pending.Count == 0 && work.Value is { } scheduled)
            await ExecuteAsync(scheduled, stored, cancellationToken);
    }

    private async Task ExecuteAsync(IScheduledWork<T> scheduled, Document<T> document, CancellationToken cancellationToken)
    {
        try
        {
            await scheduled.ExecuteAsync(document, cancellationToken);
        }
#pragma warning disable CA1031 // One document must not hold up those after it; it is due again when its lease ends.
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning(
                e, "Scheduled work of {Collection} {Id} failed; it is tried again", collection.Definition.Name, document.Id);
        }
#pragma warning restore CA1031
    }
}
