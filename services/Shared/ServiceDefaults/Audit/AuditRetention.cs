using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.ServiceDefaults.Audit;

/// <summary>Removes entries whose retention is over, hourly and in batches, so that nobody else waits for it.</summary>
internal sealed class AuditRetention(
    AuditLogs logs, IOptions<AuditOptions> options, TimeProvider time, ILogger<AuditRetention> logger) : BackgroundService
{
    private const int BatchSize = 100;
    private static readonly TimeSpan FirstAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Removes a batch of the oldest entries. Returns false once none of them is too old.</summary>
    internal async Task<bool> RemoveBatchAsync(AuditLog log, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - options.Value.Retention;
        // The keys begin with the time, so the oldest are the first.
        var query = new DocumentQuery { Tenant = AuditCollection.Partition, Limit = BatchSize };
        var oldest = await log.Items.QueryAsync(query, cancellationToken);
        var over = oldest.TakeWhile(item => item.Body.At < before).ToList();
        foreach (var item in over)
            await log.Items.DeleteAsync(item, cancellationToken);
        return over.Count == BatchSize;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not while the host starts.
        await Task.Delay(FirstAfter, time, stoppingToken);
        while (true)
        {
            foreach (var log in logs.All)
                await RemoveAsync(log, stoppingToken);
            await Task.Delay(Interval, time, stoppingToken);
        }
    }

    private async Task RemoveAsync(AuditLog log, CancellationToken stoppingToken)
    {
        try
        {
            while (await RemoveBatchAsync(log, stoppingToken))
                await Task.Delay(Pause, time, stoppingToken);
        }
        catch (StoreUnavailableException e)
        {
            logger.LogWarning("Audit entries whose retention is over are removed later. {Reason}", e.Message);
        }
    }
}
