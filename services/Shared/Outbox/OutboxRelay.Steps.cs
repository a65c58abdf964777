using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <content>The relay, step by step.</content>
public sealed partial class OutboxRelay<T> : BackgroundService, IRelaySteps
{
    private const string RemovalName = "remove published messages from";

    string IRelaySteps.Collection => collection.Definition.Name;

    bool IRelaySteps.HasQueued => _queue.HasNext || Local.HasNext;

    bool IRelaySteps.HasPublished => _published.HasLeft;

    Task IRelaySteps.PublishNextAsync(CancellationToken cancellationToken) =>
        Local.HasNext ? Local.StoreNextAsync(cancellationToken)
        : _queue.TryTake() is { } entry ? PublishAsync(entry, cancellationToken)
        : Task.CompletedTask;

    Task IRelaySteps.RemoveAsync(CancellationToken cancellationToken) => RemoveOnceAsync(cancellationToken);

    Task IRelaySteps.SweepAsync(CancellationToken cancellationToken) => SweepOnceAsync(cancellationToken);

    /// <summary>Notes a message that was published, or an entry that was stored: it is taken out of its document.</summary>
    private void NoteDone(Document<T> document, PendingMessage message)
    {
        var whole = _published.Add(document, message);
        Signal(_isPublished);
        if (whole >= PublishedMessages<T>.Batch)
            Signal(_batchIsFull);
    }

    private static void Signal(SemaphoreSlim signal)
    {
        if (signal.CurrentCount == 0)
            signal.Release();
    }

    private Task SweepOnceAsync(CancellationToken cancellationToken) => TryAsync("sweep", Sweeper.SweepAsync, cancellationToken);

    private Task RemoveOnceAsync(CancellationToken cancellationToken) =>
        TryAsync(RemovalName, token => _published.RemoveAsync(all: false, token), cancellationToken);

    private async Task TryAsync(string what, Func<CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        try
        {
            await run(cancellationToken);
        }
#pragma warning disable CA1031 // Sweeps and removals repair failures, so they must survive their own.
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning(e, "Could not {What} {Collection}; retrying in a second", what, collection.Definition.Name);
        }
#pragma warning restore CA1031
    }
}
