using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Tenants;
using Scim.Protocol.Filters;

namespace Scim.Bus.Ingress.Tokens;

/// <summary>Issues tokens and finds out whom they belong to.</summary>
internal sealed class TokenStore(IDocumentCollection<TokenRecord> tokens, TenantStore tenants, TimeProvider time)
{
    private const int SecretBytes = 32;
    private static readonly TimeSpan UsePrecision = TimeSpan.FromMinutes(1);

    /// <summary>How long another process may still accept a revoked token, or know a tenant's former settings.</summary>
    private static readonly TimeSpan CacheFor = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Cached> _cache = new(StringComparer.Ordinal);

    public IDocumentCollection<TokenRecord> Documents => tokens;

    /// <summary>Issues a token with a new secret, which is given back this once.</summary>
    public async Task<(TokenRecord Token, string Secret)> IssueAsync(
        TenantId tenant, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        var secret = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(SecretBytes));
        var token = await AddAsync(tenant, secret, expiresAt, cancellationToken)
            ?? throw new InvalidOperationException("Two random tokens were the same.");
        return (token, secret);
    }

    /// <summary>Stores a token with a given secret. Null if there is one with that secret, or was.</summary>
    public async Task<TokenRecord?> AddAsync(TenantId tenant, string secret, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        var hash = HashOf(secret);
        var now = time.GetUtcNow();
        var token = new TokenRecord
        {
            Id = Guid.CreateVersion7(now),
            Tenant = tenant,
            Hash = hash,
            CreatedAt = now,
            ExpiresAt = expiresAt,
        };
        var result = await tokens.InsertAsync(
            new Document<TokenRecord> { Tenant = TenantCollections.Partition, Id = KeyOf(hash), Body = token }, cancellationToken);
        return result.Document?.Body;
    }

    /// <summary>The tenant that a secret opens; null if it opens none.</summary>
    public async Task<TenantRecord?> FindTenantAsync(string secret, CancellationToken cancellationToken)
    {
        var hash = HashOf(secret);
        var key = KeyOf(hash);
        var now = time.GetUtcNow();
        if (_cache.TryGetValue(key, out var cached) && now < cached.Until)
            return IsLive(cached.Token, now) ? cached.Tenant : null;

        var document = await tokens.GetAsync(TenantCollections.Partition, key, cancellationToken);
        if (document is null or { Tombstone: true } || !CryptographicOperations.FixedTimeEquals(document.Body.Hash, hash) || !IsLive(document.Body, now))
        {
            _cache.TryRemove(key, out _);
            return null;
        }

        var tenant = await tenants.FindAsync(document.Body.Tenant, cancellationToken);
        if (tenant is not null)
            _cache[key] = new Cached(document.Body, tenant, now + CacheFor);
        await NoteUseAsync(document, now, cancellationToken);
        return tenant;
    }

    /// <summary>The tenant whose live token has this secret, without that being a use of it; null if there is none.</summary>
    public async Task<TenantId?> OwnerAsync(string secret, CancellationToken cancellationToken) =>
        await tokens.GetAsync(TenantCollections.Partition, KeyOf(HashOf(secret)), cancellationToken) is { Tombstone: false } document && IsLive(document.Body, time.GetUtcNow())
            ? document.Body.Tenant
            : null;

    /// <summary>Revokes a token for good. False if the tenant has none of this id.</summary>
    public async Task<bool> RevokeAsync(TenantId tenant, Guid id, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery { Tenant = TenantCollections.Partition, Filter = OfTenant(tenant), Limit = int.MaxValue };
        var found = (await tokens.QueryAsync(query, cancellationToken)).FirstOrDefault(document => document.Body.Id == id);
        if (found is null)
            return false;
        // The tombstone keeps the secret from being issued again, as at the next start by Bootstrap__Token.
        var result = await tokens.ChangeAsync(found, document => document with { Tombstone = true }, cancellationToken);
        result.EnsureDone($"Token {id}");
        _cache.Clear();
        return true;
    }

    /// <summary>Forgets what is known of tenants' settings, as they changed.</summary>
    public void Forget() => _cache.Clear();

    /// <summary>The tokens of a tenant.</summary>
    public static BoundFilter OfTenant(TenantId tenant) =>
        new BoundComparison(TenantCollections.Tokens.Attributes.At("tenant"), ComparisonOperator.Eq, tenant.Value);

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private static string KeyOf(byte[] hash) => Convert.ToHexStringLower(hash);

    private static bool IsLive(TokenRecord token, DateTimeOffset now) => token.ExpiresAt is null || now < token.ExpiresAt;

    private async Task NoteUseAsync(Document<TokenRecord> document, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (document.Body.LastUsedAt is { } last && now - last < UsePrecision)
            return;
        // Whoever loses this race was beaten by somebody who noted the same.
        await tokens.ReplaceAsync(document with { Body = document.Body with { LastUsedAt = now } }, cancellationToken);
    }

    private sealed record Cached(TokenRecord Token, TenantRecord Tenant, DateTimeOffset Until);
}
