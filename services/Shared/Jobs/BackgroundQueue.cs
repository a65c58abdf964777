using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Scim.Bus.Jobs;

/// <summary>
/// Bounded in-memory queue of items that this process works on in the background. Each item stands for work that a document asks for and that is due
/// there until it is done: what this process drops, fails at or takes with it when it ends, a sweeper queues again, here or in another process.
/// </summary>
/// <typeparam name="TItem">What is worked on.</typeparam>
public abstract class BackgroundQueue<TItem>(ILogger logger) : BackgroundService
{
    /// <summary>Items processed at once, so that a short one need not wait for a long one.</summary>
    private const int Parallelism = 4;
    private const int Capacity = 1_000;

    private readonly Channel<TItem> _items = Channel.CreateBounded<TItem>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Queues an item to be processed soon. A full queue drops it; a sweeper finds it then.</summary>
    public void Enqueue(TItem item) => _items.Writer.TryWrite(item);

    /// <summary>Does the work, or what is left of it.</summary>
    protected abstract Task ProcessAsync(TItem item, CancellationToken cancellationToken);

    /// <summary>Name of the item in logs.</summary>
    protected abstract string NameOf(TItem item);

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Enumerable.Range(0, Parallelism).Select(_ => ProcessAllAsync(stoppingToken)));

    private async Task ProcessAllAsync(CancellationToken stoppingToken)
    {
        await foreach (var item in _items.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await ProcessAsync(item, stoppingToken);
            }
#pragma warning disable CA1031 // Other items must be processed; a sweeper comes back to this one.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(e, "Work on {Item} stopped half-way; it is resumed soon", NameOf(item));
            }
#pragma warning restore CA1031
        }
    }
}
