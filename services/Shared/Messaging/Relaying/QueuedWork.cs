using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Scim.Bus.Messaging.Relaying;

/// <summary>
/// Long work that documents ask for, beside whoever asked. What this process does not do, because it ends, fails or has too much, is still due in its document: a sweeper, here or in
/// another process, starts it again.
/// </summary>
/// <typeparam name="TItem">What is worked on.</typeparam>
public abstract class QueuedWork<TItem>(ILogger logger) : BackgroundService
{
    /// <summary>How many are worked on at once, so that a short one need not wait for a long one.</summary>
    private const int Parallelism = 4;
    private const int Capacity = 1_000;

    private readonly Channel<TItem> _started = Channel.CreateBounded<TItem>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Begins at once. If it is not done by this process, a sweeper finds it.</summary>
    public void Start(TItem item) => _started.Writer.TryWrite(item);

    /// <summary>Does the work, or what is left of it.</summary>
    protected abstract Task WorkOnAsync(TItem item, CancellationToken cancellationToken);

    /// <summary>What operators know the work by.</summary>
    protected abstract string NameOf(TItem item);

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Enumerable.Range(0, Parallelism).Select(_ => WorkAsync(stoppingToken)));

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        await foreach (var item in _started.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await WorkOnAsync(item, stoppingToken);
            }
#pragma warning disable CA1031 // Other work must go on; the sweeper comes back to this one.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(e, "Work on {Item} stopped half-way; it goes on soon", NameOf(item));
            }
#pragma warning restore CA1031
        }
    }
}
