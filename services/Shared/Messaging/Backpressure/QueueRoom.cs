using System.Collections.Frozen;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Messaging.Backpressure;

/// <summary>
/// Hands each queue at most <see cref="BusOptions.QueueLimit"/> messages more than are read from it. Asks the broker how long a queue is
/// once half of that is used up, so that a process that publishes little asks nothing.
/// </summary>
internal sealed class QueueRoom : BackgroundService, IQueueRoom
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    private readonly FrozenDictionary<Type, QueueCredit[]> _queues;
    private readonly QueueCredit[] _all;
    private readonly QueueLengths _lengths;
    private readonly TimeProvider _time;
    private readonly ILogger<QueueRoom> _logger;
    private readonly SemaphoreSlim _low = new(0, 1);

    public QueueRoom(QueueLengths lengths, IOptions<BusOptions> options, TimeProvider time, ILogger<QueueRoom> logger)
    {
        (_lengths, _time, _logger) = (lengths, time, logger);
        var credits = CoreQueues.All.ToDictionary(queue => queue, queue => new QueueCredit(queue.Name, options.Value.QueueLimit));
        _all = [.. credits.Values];
        _queues = CoreQueues.All
            .SelectMany(queue => queue.Messages, (queue, message) => (message, credit: credits[queue]))
            .GroupBy(pair => pair.message, pair => pair.credit)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    public async ValueTask TakeAsync(Type message, CancellationToken cancellationToken)
    {
        if (!_queues.TryGetValue(message, out var queues))
            return;
        foreach (var queue in queues)
        {
            if (!queue.TryTake())
            {
                BusTelemetry.HeldBack(queue.Queue);
                var room = queue.LineUpAsync(cancellationToken);
                Look();
                await room;
            }

            if (queue.IsLow)
                Look();
        }
    }

    public override void Dispose()
    {
        _low.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _low.WaitAsync(stoppingToken);
            foreach (var queue in _all.Where(queue => queue.IsLow))
                queue.Update(await LengthAsync(queue, stoppingToken));
            await Task.Delay(LookEvery, _time, stoppingToken);
            if (_all.Any(queue => queue.IsLow))
                Look();
        }
    }

    /// <summary>The length; null if the broker does not say it, which must not keep anything from being published.</summary>
    private async Task<QueueLength?> LengthAsync(QueueCredit queue, CancellationToken stoppingToken)
    {
        try
        {
            return await _lengths.ReadAsync(queue.Queue, stoppingToken);
        }
#pragma warning disable CA1031 // Whatever the reason: publishing finds out by itself whether the broker can be used.
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            _logger.LogDebug("The length of queue {Queue} is not known: {Reason}", queue.Queue, e.Message);
            return null;
        }
#pragma warning restore CA1031
    }

    private void Look()
    {
        if (_low.CurrentCount > 0)
            return;
        try
        {
            _low.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else was faster.
        }
    }
}
