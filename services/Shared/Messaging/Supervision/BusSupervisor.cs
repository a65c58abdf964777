using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Scim.Bus.Messaging.Topology;

namespace Scim.Bus.Messaging.Supervision;

/// <summary>
/// Starts the bus and keeps its endpoints connected, in place of MassTransit's hosted service, which starts it once. MassTransit gives up
/// an endpoint for good after a login that the broker refuses, and waits up to 30 s between attempts otherwise. This starts the bus when
/// the broker answers, and restarts the endpoints that have not connected by themselves a few seconds after the broker answers again.
/// </summary>
internal sealed class BusSupervisor(
    IBusControl bus, IBrokerProbe probe, TimeProvider time, ILogger<BusSupervisor> logger) : BackgroundService
{
    /// <summary>How long a stop waits for messages that are being handled.</summary>
    public static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(12);

    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(1);

    /// <summary>How long an endpoint that is not connected may take to stop before it is started again. It has nothing in hand.</summary>
    private static readonly TimeSpan RestartTimeout = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _start = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly OutageReport _outage = new(time, logger);
    private ConnectGrace _grace = ConnectGrace.First;
    private bool _hasStarted;

    /// <summary>Begins to start the bus. An in-memory bus has started once the task completes.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        if (probe.IsAlwaysThere)
            await _start.Task.WaitAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (!_hasStarted)
            return;
        try
        {
            using var timeout = Timeout(StopTimeout, cancellationToken);
            await bus.StopAsync(timeout.Token).WaitAsync(timeout.Token);
        }
#pragma warning disable CA1031 // A stop that fails, as during an outage, leaves nothing that the end of the process needs.
        catch (Exception e)
        {
            logger.LogWarning("The bus did not stop in order: {Reason}", e.Message);
        }
#pragma warning restore CA1031
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            do
            {
                logger.LogInformation("Starting the bus on {Broker}", await WaitForBrokerAsync(stoppingToken));
                _hasStarted = await TryStartAsync(stoppingToken);
            }
            while (!_hasStarted);
            _start.TrySetResult();
            for (; ; await Task.Delay(CheckEvery, time, stoppingToken))
                await RestartStuckAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
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

    /// <summary>Starts the bus. Returns false if that failed, as when the broker refuses the login by then.</summary>
    /// <remarks>
    /// The start is cancelled only when the process stops: MassTransit's cancelled start waits for ever for an endpoint that had neither
    /// connected nor failed. It completes once each endpoint has connected, also when that was restarted meanwhile.
    /// </remarks>
    private async Task<bool> TryStartAsync(CancellationToken stoppingToken)
    {
        var start = bus.StartAsync(stoppingToken);
        try
        {
            while (await Task.WhenAny(start, Task.Delay(CheckEvery, time, stoppingToken)) != start)
            {
                stoppingToken.ThrowIfCancellationRequested();
                await RestartStuckAsync(stoppingToken);
            }

            await start;
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

    private async Task RestartStuckAsync(CancellationToken stoppingToken)
    {
        // Side by side, so that none waits for another.
        var stuck = await StuckEndpointsAsync(stoppingToken);
        await Task.WhenAll(stuck.Select(endpoint => RestartAsync(endpoint, stoppingToken)));
    }

    /// <summary>The endpoints that have not connected although the broker has answered for the grace period.</summary>
    private async Task<IReadOnlyList<IReceiveEndpoint>> StuckEndpointsAsync(CancellationToken cancellationToken)
    {
        // A queue that exists with other arguments is an operator's to delete; no restart helps.
        var failed = bus.CheckHealth().Endpoints.Values
            .Where(endpoint => endpoint.Status != BusHealthStatus.Healthy && !QueueMismatchReporter.IsMismatch(endpoint.Exception))
            .Select(endpoint => endpoint.ReceiveEndpoint)
            .ToList();
        if (failed.Count == 0)
        {
            _grace = ConnectGrace.First;
            _outage.End();
            return [];
        }

        if (await probe.AskAsync(cancellationToken) is { CanBeUsed: false } answer)
        {
            _grace = ConnectGrace.First;
            _outage.Report(answer.Problem);
            return [];
        }

        if (!_grace.HasElapsed(time))
            return [];
        _grace = _grace.Next();
        return failed;
    }

    private async Task RestartAsync(IReceiveEndpoint endpoint, CancellationToken stoppingToken)
    {
        var queue = endpoint.InputAddress.Segments[^1];
        logger.LogWarning("The broker answers, but {Queue} is not connected to it; restarting its endpoint", queue);
        try
        {
            using var timeout = Timeout(RestartTimeout, stoppingToken);
            await endpoint.Stop(timeout.Token).WaitAsync(timeout.Token);
            endpoint.Start(CancellationToken.None);
        }
#pragma warning disable CA1031 // The next round tries it again, and the other endpoints must not wait for this one.
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            logger.LogWarning("{Queue} could not be restarted: {Reason}", queue, e.Message);
        }
#pragma warning restore CA1031
    }

    private static CancellationTokenSource Timeout(TimeSpan limit, CancellationToken cancellationToken)
    {
        var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit);
        return timeout;
    }
}
