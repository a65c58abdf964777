using Microsoft.Extensions.Options;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.Directory.Storage;

/// <summary>Looks every five seconds how much room is left, and tells the <see cref="StorageReserve"/>.</summary>
internal sealed class StorageWatch(
    StorageReserve reserve,
    IEnumerable<IOutboxBacklog> outboxes,
    IOptions<StorageOptions> options,
    IOptions<DocumentStoreOptions> store,
    StorageTelemetry telemetry,
    TimeProvider time,
    ILogger<StorageWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var reason = await ReasonAsync(cancellationToken);
        if (reason is not null && reserve.Reason is null)
            logger.LogError("{Reason} Only deactivations and removals are taken until there is room", reason);
        else if (reason is null && reserve.Reason is not null)
            logger.LogInformation("There is room again: all requests are taken");
        reserve.Reason = reason;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (e is StoreUnavailableException or IOException or UnauthorizedAccessException)
            {
                // Requests find out by themselves. An exception that leaves here would end the process.
                logger.LogDebug("Could not look how much room is left: {Reason}", e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<string?> ReasonAsync(CancellationToken cancellationToken)
    {
        if (store.Value.Engine == StoreEngine.Sqlite && FreeDisk() < options.Value.MinFreeDisk)
            return "The disk of the store is almost full.";
        var waiting = 0L;
        foreach (var outbox in outboxes)
            waiting += await outbox.EstimateBytesAsync(cancellationToken);
        telemetry.SetWaiting(waiting);
        return waiting > options.Value.MaxWaiting ? "Too many changes wait to be published." : null;
    }

    private long FreeDisk()
    {
        var path = Path.GetFullPath(store.Value.Path);
        return System.IO.Directory.Exists(path) ? new DriveInfo(path).AvailableFreeSpace : long.MaxValue;
    }
}
