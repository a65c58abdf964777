using Scim.Bus.DocumentStore;

namespace Scim.Bus.Console.Identity;

/// <summary>Removes sessions that have ended by their limits from the database.</summary>
internal sealed class SessionCleanup(
    IDocumentCollection<StoredSession> sessions, TimeProvider time, ILogger<SessionCleanup> logger) : BackgroundService
{
    private const int BatchSize = 200;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Interval, time, stoppingToken);
            try
            {
                await RemoveEndedAsync(stoppingToken);
            }
            catch (StoreUnavailableException e)
            {
                logger.LogWarning("Ended sessions are removed later. {Reason}", e.Message);
            }
        }
    }

    /// <summary>Removes all sessions whose end has passed.</summary>
    internal async Task RemoveEndedAsync(CancellationToken cancellationToken)
    {
        while (await sessions.DueAsync(time.GetUtcNow(), BatchSize, cancellationToken) is { Count: > 0 } ended)
        {
            foreach (var session in ended)
                await sessions.DeleteAsync(session, cancellationToken);
        }
    }
}
