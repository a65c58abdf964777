using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Tenants;
using Scim.Protocol.Filters;

namespace Scim.Bus.Ingress.Tokens;

/// <summary>Issues, authenticates and revokes tokens. Caches tokens with their tenants and settings for a moment.</summary>
internal sealed class TokenStore
{
    private const int SecretBytes = 32;
    private static readonly TimeSpan UsePrecision = TimeSpan.FromMinutes(1);

    /// <summary>For how long another process may still accept a revoked token, or use a tenant's former settings.</summary>
    private static readonly TimeSpan CacheDuration = TimeSpan.FromSeconds(2);

    private readonly IDocumentCollection<TokenRecord> _tokens;
    private readonly TenantStore _tenants;
    private readonly TimeProvider _time;
    private readonly ILogger<TokenStore> _logger;
    private readonly ConcurrentDictionary<string, CachedToken> _cache = new(StringComparer.Ordinal);

    public TokenStore(IDocumentCollection<TokenRecord> tokens, TenantStore tenants, TimeProvider time, ILogger<TokenStore> logger)
    {
        (_tokens, _tenants, _time, _logger) = (tokens, tenants, time, logger);
        tenants.SettingsChanged += (_, _) => _cache.Clear();
    }

    public IDocumentCollection<TokenRecord> Documents => _tokens;

    /// <summary>Issues a token with a random secret, which is not stored and cannot be read again.</summary>
    public async Task<(TokenRecord Token, string Secret)> IssueAsync(
        TenantId tenant, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        var secret = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(SecretBytes));
        var token = await AddAsync(tenant, secret, expiresAt, cancellationToken)
            ?? throw new InvalidOperationException("A random token already existed.");
        return (token, secret);
    }

    /// <summary>Stores a token with a given secret. Returns null if a token with that secret exists or was revoked.</summary>
    public async Task<TokenRecord?> AddAsync(TenantId tenant, string secret, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        var hash = HashOf(secret);
        var now = _time.GetUtcNow();
        var token = new TokenRecord
        {
            Id = Guid.CreateVersion7(now),
            Tenant = tenant,
            Hash = hash,
            CreatedAt = now,
            ExpiresAt = expiresAt,
        };
        var result = await _tokens.InsertAsync(
            new Document<TokenRecord> { Tenant = TenantCollection.Partition, Id = KeyOf(hash), Body = token }, cancellationToken);
        return result.Document?.Body;
    }

    /// <summary>
    /// The tenant of a valid token, whose use is recorded if the store can be written; null if it is unknown, expired or revoked.
    /// </summary>
    public async Task<TenantRecord?> FindTenantAsync(string secret, CancellationToken cancellationToken)
    {
        var hash = HashOf(secret);
        var key = KeyOf(hash);
        var (now, readAt) = (_time.GetUtcNow(), _time.GetTimestamp());
        if (_cache.TryGetValue(key, out var cached) && _time.GetElapsedTime(cached.ReadAt, readAt) < CacheDuration)
            return IsValid(cached.Token, now) ? cached.Tenant : null;

        var document = await _tokens.GetAsync(TenantCollection.Partition, key, cancellationToken);
        if (document is null or { Tombstone: true }
            || !CryptographicOperations.FixedTimeEquals(document.Body.Hash, hash)
            || !IsValid(document.Body, now))
        {
            _cache.TryRemove(key, out _);
            return null;
        }

        var tenant = await _tenants.FindAsync(document.Body.Tenant, cancellationToken);
        if (tenant is not null)
            _cache[key] = new CachedToken(document.Body, tenant, readAt);
        await RecordUseAsync(document, now, cancellationToken);
        return tenant;
    }

    /// <summary>As <see cref="FindTenantAsync"/>, but without recording a use of the token.</summary>
    public async Task<TenantId?> OwnerAsync(string secret, CancellationToken cancellationToken)
    {
        var document = await _tokens.GetAsync(TenantCollection.Partition, KeyOf(HashOf(secret)), cancellationToken);
        return document is { Tombstone: false } && IsValid(document.Body, _time.GetUtcNow()) ? document.Body.Tenant : null;
    }

    /// <summary>Revokes a token permanently. Returns false if the tenant has no token with this id.</summary>
    public async Task<bool> RevokeAsync(TenantId tenant, Guid id, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery { Tenant = TenantCollection.Partition, Filter = FilterByTenant(tenant), Limit = int.MaxValue };
        var found = (await _tokens.QueryAsync(query, cancellationToken)).FirstOrDefault(document => document.Body.Id == id);
        if (found is null)
            return false;
        // The tombstone keeps the secret from coming back, as with Bootstrap__Token at the next start.
        var result = await _tokens.ChangeAsync(found, document => document with { Tombstone = true }, cancellationToken);
        result.EnsureDone($"Token {id}");
        _cache.Clear();
        return true;
    }

    /// <summary>Selects the tokens of a tenant.</summary>
    public static BoundFilter FilterByTenant(TenantId tenant) =>
        new BoundComparison(TokenCollection.Definition.Attributes.At("tenant"), ComparisonOperator.Eq, tenant.Value);

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private static string KeyOf(byte[] hash) => Convert.ToHexStringLower(hash);

    private static bool IsValid(TokenRecord token, DateTimeOffset now) => token.ExpiresAt is null || now < token.ExpiresAt;

    private async Task RecordUseAsync(Document<TokenRecord> document, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (document.Body.LastUsedAt is { } last && now - last < UsePrecision)
            return;
        try
        {
            // The result is ignored: a concurrent writer recorded the same use.
            await _tokens.ReplaceAsync(document with { Body = document.Body with { LastUsedAt = now } }, cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            // A full disk does not keep a request from reading.
            _logger.LogDebug("The last use of token {Id} could not be recorded: {Reason}", document.Body.Id, e.Message);
        }
    }

    /// <param name="Token">The token.</param>
    /// <param name="Tenant">The tenant that it belongs to.</param>
    /// <param name="ReadAt">Timestamp of the read: a clock that goes back does not keep a revoked token valid.</param>
    private sealed record CachedToken(TokenRecord Token, TenantRecord Tenant, long ReadAt);
}
