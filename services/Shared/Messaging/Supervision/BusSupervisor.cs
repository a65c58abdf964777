using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Scim.Bus.Messaging.Topology;

namespace Scim.Bus.Messaging.Supervision;

/// <summary>
/// Starts the bus and keeps it running, in place of MassTransit's hosted service, which starts it once. MassTransit gives up for good after
/// a login that the broker refuses, and waits up to 30 s between attempts otherwise. This starts the bus when the broker answers, and
/// restarts it when the broker answers and an endpoint has not connected by itself.
/// </summary>
internal sealed class BusSupervisor(
    IBusControl bus, IBrokerProbe probe, TimeProvider time, ILogger<BusSupervisor> logger) : BackgroundService
{
    /// <summary>How long a stop waits for messages that are being handled.</summary>
    public static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(12);

    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(1);

    private readonly OutageReport _outage = new(time, logger);
    private bool _hasStarted;

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await StopBusAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var grace = ConnectGrace.First; ;)
        {
            logger.LogInformation("Starting the bus on {Broker}", await WaitForBrokerAsync(stoppingToken));
            var wasHealthy = await StartAsync(grace, stoppingToken) && await WatchAsync(grace, stoppingToken);
            await StopBusAsync(CancellationToken.None);
            grace = wasHealthy ? ConnectGrace.First : grace.Next();
            await Task.Delay(CheckEvery, time, stoppingToken);
        }
    }

    /// <summary>Waits until the broker can be used, so that the bus connects at once when it is started. Returns its version.</summary>
    private async Task<string?> WaitForBrokerAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var answer = await probe.AskAsync(stoppingToken);
            if (answer.CanBeUsed)
                return answer.Product;
            _outage.Report(answer.Problem);
            await Task.Delay(CheckEvery, time, stoppingToken);
        }
    }

    /// <summary>Starts the bus; returns false if the start was given up. Endpoints that fail to connect retry until then.</summary>
    private async Task<bool> StartAsync(ConnectGrace grace, CancellationToken stoppingToken)
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var start = bus.StartAsync(attempt.Token);
        try
        {
            while (await Task.WhenAny(start, Task.Delay(CheckEvery, time, stoppingToken)) != start)
            {
                stoppingToken.ThrowIfCancellationRequested();
                if (await IsStuckAsync(grace, stoppingToken))
                    await attempt.CancelAsync();
            }

            await start;
            _hasStarted = true;
            return true;
        }
#pragma warning disable CA1031 // Whatever kept the bus from starting, it is started again.
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            _outage.Report(e.Message);
            return false;
        }
#pragma warning restore CA1031
    }

    /// <summary>Watches the running bus until it has to be restarted. Returns whether all endpoints were connected at some time.</summary>
    private async Task<bool> WatchAsync(ConnectGrace grace, CancellationToken stoppingToken)
    {
        for (var wasHealthy = false; ; await Task.Delay(CheckEvery, time, stoppingToken))
        {
            if (bus.CheckHealth().Status == BusHealthStatus.Healthy)
            {
                wasHealthy = true;
                grace.Reset();
                _outage.End();
            }
            else if (await IsStuckAsync(grace, stoppingToken))
            {
                return wasHealthy;
            }
        }
    }

    /// <summary>True once the broker has answered for the grace period and an endpoint has still not connected.</summary>
    private async Task<bool> IsStuckAsync(ConnectGrace grace, CancellationToken cancellationToken)
    {
        var failed = bus.CheckHealth().Endpoints.Values.Where(endpoint => endpoint.Status != BusHealthStatus.Healthy).ToList();
        // A queue that exists with other arguments is an operator's to delete; a restart would only disturb the other endpoints.
        if (failed.TrueForAll(endpoint => QueueMismatchReporter.IsMismatch(endpoint.Exception)))
            return false;
        if (await probe.AskAsync(cancellationToken) is { CanBeUsed: false } answer)
        {
            grace.Reset();
            _outage.Report(answer.Problem);
            return false;
        }

        if (!grace.HasElapsed(time))
            return false;
        logger.LogWarning(
            "The broker answers, but {Count} endpoints have not connected to it, {Queue} among them; restarting the bus",
            failed.Count,
            failed[0].InputAddress.Segments[^1]);
        return true;
    }

    private async Task StopBusAsync(CancellationToken cancellationToken)
    {
        if (!_hasStarted)
            return;
        _hasStarted = false;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(StopTimeout);
        try
        {
            await bus.StopAsync(timeout.Token);
        }
#pragma warning disable CA1031 // A stop that fails, as during an outage, leaves nothing that the next start or the end of the process needs.
        catch (Exception e)
        {
            logger.LogWarning("The bus did not stop in order: {Reason}", e.Message);
        }
#pragma warning restore CA1031
    }
}
