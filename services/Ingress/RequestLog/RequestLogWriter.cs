namespace Scim.Bus.Ingress.RequestLog;

/// <summary>Writes in the background what no request waits for: queued records at once, in batches, and counts every ten seconds.</summary>
internal sealed class RequestLogWriter(
    RequestQueue queue,
    RequestCounts counts,
    UnknownRequests unknown,
    RequestsInFlight flight,
    TimeProvider time,
    ILogger<RequestLogWriter> logger) : BackgroundService
{
    private static readonly TimeSpan BatchDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan CountsEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LastWrite = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(WriteQueueAsync(stoppingToken), WriteCountsAsync(stoppingToken));
        }
        finally
        {
            using var timeout = new CancellationTokenSource(LastWrite, time);
            await TryAsync(queue.WriteAsync, timeout.Token);
            await TryAsync(counts.WriteAsync, timeout.Token);
            await TryAsync(unknown.WriteAsync, timeout.Token);
        }
    }

    private async Task WriteQueueAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await queue.WaitAsync(stoppingToken);
            await Task.Delay(BatchDelay, time, stoppingToken);
            await TryAsync(queue.WriteAsync, stoppingToken);
        }
    }

    private async Task WriteCountsAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(CountsEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryAsync(counts.WriteAsync, stoppingToken);
            await TryAsync(unknown.WriteAsync, stoppingToken);
            flight.RemoveOld();
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        try
        {
            await write(cancellationToken);
        }
#pragma warning disable CA1031 // The log must go on after whatever one write meets.
        catch (Exception e)
        {
            if (!cancellationToken.IsCancellationRequested)
                logger.LogWarning(e, "The request log could not be written; what is left is written later");
        }
#pragma warning restore CA1031
    }
}
