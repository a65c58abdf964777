using System.Collections.Concurrent;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Tenants;

namespace Scim.Bus.Ingress.Tokens;

/// <summary>
/// Remembers when tokens were used, for <see cref="TokenUseWriter"/> to write. No request waits for such a write; a crash loses the uses of
/// the last minute.
/// </summary>
internal sealed class TokenUses(IDocumentCollection<TokenRecord> tokens, ILogger<TokenUses> logger)
{
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
