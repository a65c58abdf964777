using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Messaging.Errors;

/// <summary>
/// Gauge of the messages that are set aside, by queue and kind. Counted at each change that this process makes, and every 15 seconds for
/// those of other processes.
/// </summary>
internal sealed class ErrorTelemetry : BackgroundService
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(15);

    /// <summary>Shortest time between two counts: many messages may fail at once.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Meter _meter;
    private readonly IReadOnlyList<ErrorStore> _stores;
    private readonly TimeProvider _time;
    private readonly ILogger<ErrorTelemetry> _logger;
    private readonly SemaphoreSlim _changed = new(0, 1);
    private volatile IReadOnlyList<Measurement<long>> _counts = [];

    public ErrorTelemetry(IMeterFactory meters, IEnumerable<ErrorStore> stores, TimeProvider time, ILogger<ErrorTelemetry> logger)
    {
        (_stores, _time, _logger) = ([.. stores], time, logger);
        _meter = meters.Create(BusTelemetry.Name);
        _meter.CreateObservableGauge("scimbus.errors", () => _counts, "{message}", "Messages that are set aside and wait for an operator");
        foreach (var store in _stores)
            store.Changed += OnChanged;
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        foreach (var store in _stores)
            store.Changed -= OnChanged;
        _meter.Dispose();
        _changed.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (_stores.Count > 0)
        {
            try
            {
                _counts = await CountAsync(stoppingToken);
            }
#pragma warning disable CA1031 // The last counts stand until the store answers again.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                _logger.LogDebug("The errors can't be counted now: {Reason}", e.Message);
            }
#pragma warning restore CA1031

            await Task.Delay(Pause, _time, stoppingToken);
            await _changed.WaitAsync(Refresh, stoppingToken);
        }
    }

    private async Task<IReadOnlyList<Measurement<long>>> CountAsync(CancellationToken cancellationToken)
    {
        var counts = new List<Measurement<long>>();
        foreach (var store in _stores)
        {
            foreach (var ((queue, kind), count) in await store.CountAsync(cancellationToken))
                counts.Add(new(count, new("queue", queue), new("kind", kind.ToString().ToLowerInvariant())));
        }

        return counts;
    }

    private void OnChanged(object? sender, EventArgs e)
    {
        try
        {
            _changed.Release();
        }
        catch (Exception full) when (full is SemaphoreFullException or ObjectDisposedException)
        {
            // A count is due already, or the process ends.
        }
    }
}
