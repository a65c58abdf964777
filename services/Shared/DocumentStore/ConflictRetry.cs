using Microsoft.Extensions.Logging;

namespace Scim.Bus.DocumentStore;

/// <summary>
/// Does work again that lost to a concurrent writer. That is to be expected between processes, so it is counted
/// (<c>scimbus.store.conflicts</c>) and no warning. Within a process, writers of one document should wait for each other instead.
/// </summary>
public static class ConflictRetry
{
    private const int MaxAttempts = 25;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs work that reads and writes a document, again from the start after a conflict.</summary>
    /// <param name="definition">The collection that is written.</param>
    /// <param name="work">The work; it must read the document itself.</param>
    /// <param name="logger">Gets a line for each conflict, at level Debug.</param>
    /// <param name="cancellationToken">Cancels between attempts.</param>
    /// <exception cref="DocumentConcurrencyException">Other writers were faster too often.</exception>
    public static async Task RunAsync<T>(
        CollectionDefinition<T> definition, Func<Task> work, ILogger logger, CancellationToken cancellationToken)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await work();
                return;
            }
            catch (DocumentConcurrencyException e) when (attempt < MaxAttempts)
            {
                StoreTelemetry.CountConflict(definition.Service, definition.Name);
                logger.LogDebug("{Conflict} Doing it again, attempt {Attempt}", e.Message, attempt + 1);
            }

            await definition.BackOffAsync(attempt, LongestWait, cancellationToken);
        }
    }
}
