using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Scim.Bus.DocumentStore;

/// <summary>
/// Verifies the schema stamp of each database that the host uses, and stops the host if one has another. During an outage the host starts
/// nevertheless, and the check is repeated until the store answers.
/// </summary>
public sealed class StoreSchemaCheck(
    IDocumentStore store, IServiceProvider services, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<StoreSchemaCheck> logger)
    : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyList<string> _databases =
        [.. services.GetServices<StoreDatabase>().Select(database => database.Service).Distinct(StringComparer.Ordinal)];

    /// <summary>Why this check stopped the host; null if it did not.</summary>
    public StoreSchemaException? Failure { get; private set; }

    /// <summary>Verifies all databases once.</summary>
    /// <exception cref="StoreSchemaException">A database has another stamp.</exception>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async Task VerifyAsync(CancellationToken cancellationToken)
    {
        foreach (var database in _databases)
            await store.VerifySchemaAsync(database, cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await VerifyAsync(stoppingToken);
                return;
            }
            catch (StoreSchemaException e)
            {
                Failure = e;
                logger.LogCritical("{Failure}", e.Message);
                lifetime.StopApplication();
                return;
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(RetryAfter, time, stoppingToken);
            }
        }
    }
}
