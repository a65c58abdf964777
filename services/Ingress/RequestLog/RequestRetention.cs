using Scim.Bus.DocumentStore;

namespace Scim.Bus.Ingress.RequestLog;

/// <summary>Removes what has been on record for long enough, every ten minutes and in batches, so that nobody else waits for it.</summary>
internal sealed class RequestRetention(
    IDocumentCollection<RequestRecord> requests,
    IDocumentCollection<RequestTally> tallies,
    IDocumentCollection<UnknownTally> unknown,
    RequestRetentionPeriod retention,
    TimeProvider time,
    ILogger<RequestRetention> logger) : BackgroundService
{
    /// <summary>Records of a batch.</summary>
    internal const int BatchSize = 200;

    private const int AtATime = 20;
    private static readonly TimeSpan FirstAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Removes a batch of the oldest of all tenants. Returns false once none is too old.</summary>
    internal async Task<bool> RemoveBatchAsync(CancellationToken cancellationToken)
    {
        var removed = await RemoveAsync(requests, cancellationToken)
            + await RemoveAsync(tallies, cancellationToken)
            + await RemoveAsync(unknown, cancellationToken);
        return removed >= BatchSize;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not while the host starts.
        await Task.Delay(FirstAfter, time, stoppingToken);
        while (true)
        {
            await RemoveAsync(stoppingToken);
            await Task.Delay(Interval, time, stoppingToken);
        }
    }

    /// <summary>Removes everything that is too old.</summary>
    internal async Task RemoveAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await RemoveBatchAsync(stoppingToken))
                await Task.Delay(Pause, time, stoppingToken);
        }
        catch (StoreUnavailableException e)
        {
            logger.LogWarning("Requests that were on record for long enough are removed later. {Reason}", e.Message);
        }
    }

    private async Task<int> RemoveAsync<T>(IDocumentCollection<T> collection, CancellationToken cancellationToken)
        where T : class
    {
        var over = await collection.DueAsync(time.GetUtcNow() - retention.Period, BatchSize, cancellationToken);
        await Concurrently.ForEachAsync(over, AtATime, (document, token) => collection.DeleteAsync(document, token), cancellationToken);
        return over.Count;
    }
}
