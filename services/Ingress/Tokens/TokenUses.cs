using System.Collections.Concurrent;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Tenants;

namespace Scim.Bus.Ingress.Tokens;

/// <summary>
/// Remembers when tokens were used, and writes it once a minute and when the process stops. No request waits for such a write; a crash
/// loses the uses of the last minute.
/// </summary>
internal sealed class TokenUses(IDocumentCollection<TokenRecord> tokens, TimeProvider time, ILogger<TokenUses> logger) : BackgroundService
{
    private static readonly TimeSpan WriteEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LastWrite = TimeSpan.FromSeconds(5);

    /// <summary>Last uses that are not written, by the tokens' keys. Only tokens that exist are in it.</summary>
    private readonly ConcurrentDictionary<string, DateTimeOffset> _uses = new(StringComparer.Ordinal);

    public void Add(string key, DateTimeOffset at) => _uses[key] = at;

    /// <summary>Writes what is remembered. What can't be written stays for the next time.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        foreach (var use in _uses)
        {
            try
            {
                await WriteAsync(use.Key, use.Value, cancellationToken);
            }
            catch (StoreUnavailableException e)
            {
                logger.LogWarning("Could not write when tokens were last used; retrying in a minute. {Reason}", e.Message);
                return;
            }

            // A later use stays.
            _uses.TryRemove(use);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(WriteEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await WriteAsync(stoppingToken);
        }
        finally
        {
            using var timeout = new CancellationTokenSource(LastWrite, time);
            await WriteAsync(timeout.Token);
        }
    }

    private async Task WriteAsync(string key, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (await tokens.GetAsync(TenantCollection.Partition, key, cancellationToken) is { Tombstone: false } document
            && !(document.Body.LastUsedAt >= at))
        {
            // The result is ignored: a concurrent writer recorded a use at the same time, or revoked the token.
            await tokens.ReplaceAsync(document with { Body = document.Body with { LastUsedAt = at } }, cancellationToken);
        }
    }
}
