using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Errors;

/// <summary>
/// At each start, retries the messages of outboxes that were set aside: this may be a version that knows them. Then deletes hourly what is
/// no longer needed.
/// </summary>
internal sealed class ErrorMaintenance(
    IEnumerable<ErrorStore> stores, ErrorActions actions, TimeProvider time, ILogger<ErrorMaintenance> logger) : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PurgeEvery = TimeSpan.FromHours(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var all = stores.ToList();
        var tried = new HashSet<string>(StringComparer.Ordinal);
        foreach (var store in all)
            await UntilDoneAsync(() => PublishAsync(store, tried, stoppingToken), stoppingToken);
        while (all.Count > 0)
        {
            foreach (var store in all)
                await UntilDoneAsync(() => store.PurgeAsync(stoppingToken), stoppingToken);
            await Task.Delay(PurgeEvery, time, stoppingToken);
        }
    }

    private async Task PublishAsync(ErrorStore store, HashSet<string> tried, CancellationToken cancellationToken)
    {
        await foreach (var document in store.UnpublishableAsync(cancellationToken))
        {
            if (tried.Contains(document.Id))
                continue;
            try
            {
                await actions.RetryAsync(store, document, cancellationToken);
                logger.LogInformation("Error {Id} was published at the start", document.Id);
            }
            catch (Exception e) when (e is UnpublishableMessageException or DocumentConcurrencyException or InvalidOperationException)
            {
                logger.LogWarning("Error {Id} still can't be published: {Reason}", document.Id, e.Message);
            }

            tried.Add(document.Id);
        }
    }

    private async Task UntilDoneAsync(Func<Task> work, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await work();
                return;
            }
#pragma warning disable CA1031 // An outage of the store or the broker ends some time.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogDebug("Errors can't be looked after now: {Reason}", e.Message);
                await Task.Delay(RetryAfter, time, stoppingToken);
            }
#pragma warning restore CA1031
        }
    }
}
