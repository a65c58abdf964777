using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Scim.Bus.Jobs;

/// <summary>
/// Bounded in-memory queue, processed in the background. Each item stands for work that stays due on a document until it is done, so
/// nothing is lost: if this process drops an item, fails or ends, a sweeper queues the work again, here or in another process.
/// </summary>
/// <typeparam name="TItem">Type of the items.</typeparam>
public abstract class BackgroundQueue<TItem>(ILogger logger) : BackgroundService, IQueueSteps
{
    /// <summary>Number of items processed at a time, so that a short one need not wait for a long one.</summary>
    private const int Parallelism = 4;
    private const int Capacity = 1_000;

    private readonly Channel<TItem> _items = Channel.CreateBounded<TItem>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Queues an item. A full queue drops it, and a sweeper queues it again later.</summary>
    public void Enqueue(TItem item) => _items.Writer.TryWrite(item);

    /// <summary>
    /// Queues an item once a time has passed. Until then it takes neither a place in the queue nor one of those who process it. If the
    /// process ends first, a sweeper queues it again.
    /// </summary>
    protected void EnqueueAfter(TimeSpan wait, TItem item, TimeProvider time, CancellationToken stoppingToken) =>
        _ = Task.Delay(wait, time, stoppingToken).ContinueWith(
            _ => Enqueue(item),
            stoppingToken,
            TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);

    /// <summary>Processes an item, or what an earlier attempt left to do.</summary>
    protected abstract Task ProcessAsync(TItem item, CancellationToken cancellationToken);

    /// <summary>Gets the name of an item for logs.</summary>
    protected abstract string NameOf(TItem item);

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Enumerable.Range(0, Parallelism).Select(_ => ProcessAllAsync(stoppingToken)));

    private async Task ProcessAllAsync(CancellationToken stoppingToken)
    {
        await foreach (var item in _items.Reader.ReadAllAsync(stoppingToken))
            await TryProcessAsync(item, stoppingToken);
    }

    bool IQueueSteps.HasQueued => _items.Reader.Count > 0;

    Task IQueueSteps.ProcessNextAsync(CancellationToken cancellationToken) =>
        _items.Reader.TryRead(out var item) ? TryProcessAsync(item, cancellationToken) : Task.CompletedTask;

    private async Task TryProcessAsync(TItem item, CancellationToken stoppingToken)
    {
        try
        {
            await ProcessAsync(item, stoppingToken);
        }
#pragma warning disable CA1031 // One failure must not stop the queue; a sweeper queues this item again.
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            logger.LogWarning(e, "Could not complete {Item}; a sweeper resumes it", NameOf(item));
        }
#pragma warning restore CA1031
    }
}
