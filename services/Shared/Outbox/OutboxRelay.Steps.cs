using Microsoft.Extensions.Hosting;

namespace Scim.Bus.Outbox;

/// <content>The relay, step by step.</content>
public sealed partial class OutboxRelay<T> : BackgroundService, IRelaySteps
{
    string IRelaySteps.Collection => collection.Definition.Name;

    bool IRelaySteps.HasQueued => _queue.HasNext;

    bool IRelaySteps.HasPublished => _published.Count > 0;

    Task IRelaySteps.PublishNextAsync(CancellationToken cancellationToken) =>
        _queue.TryTake() is { } entry ? PublishAsync(entry, cancellationToken) : Task.CompletedTask;

    Task IRelaySteps.RemoveAsync(CancellationToken cancellationToken) => RemoveOnceAsync(cancellationToken);

    Task IRelaySteps.SweepAsync(CancellationToken cancellationToken) => SweepOnceAsync(cancellationToken);

    private Task SweepOnceAsync(CancellationToken cancellationToken) => TryAsync("sweep", Sweeper.SweepAsync, cancellationToken);

    private Task RemoveOnceAsync(CancellationToken cancellationToken) =>
        TryAsync("remove published messages from", _published.RemoveAsync, cancellationToken);
}
