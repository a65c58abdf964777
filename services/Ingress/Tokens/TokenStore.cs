using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Tenants;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Protocol.Filters;

namespace Scim.Bus.Ingress.Tokens;

/// <summary>Issues, authenticates and revokes tokens. Caches tokens with their tenants and settings for a moment.</summary>
internal sealed class TokenStore
{
    /// <summary>For how long another process may still accept a revoked token, or use a tenant's former settings.</summary>
    private static readonly TimeSpan CacheDuration = TimeSpan.FromSeconds(2);

    private readonly Outbox<TokenRecord> _tokens;
    private readonly TenantStore _tenants;
    private readonly TokenUses _uses;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, KnownToken> _cache = new(StringComparer.Ordinal);

    public TokenStore(Outbox<TokenRecord> tokens, TenantStore tenants, TokenUses uses, TimeProvider time)
    {
        (_tokens, _tenants, _uses, _time) = (tokens, tenants, uses, time);
        tenants.SettingsChanged += (_, _) => _cache.Clear();
    }

    public IDocumentCollection<TokenRecord> Documents => _tokens.Documents;

    /// <summary>Issues a token with a random secret, which is not stored and cannot be read again.</summary>
    public async Task<(TokenRecord Token, string Secret)> IssueAsync(
        TenantId tenant, TokenTerms terms, AdminAct? act, CancellationToken cancellationToken)
    {
        var secret = TokenSecret.Create();
        var token = await AddAsync(tenant, secret, terms, act, cancellationToken)
            ?? throw new InvalidOperationException("A random token already existed.");
        return (token, secret);
    }

    /// <summary>Stores a token with a given secret. Returns null if a token with that secret exists or was revoked.</summary>
    public async Task<TokenRecord?> AddAsync(
        TenantId tenant, string secret, TokenTerms terms, AdminAct? act, CancellationToken cancellationToken)
    {
        var hash = HashOf(secret);
        var now = _time.GetUtcNow();
        var token = new TokenRecord
        {
            Id = Guid.CreateVersion7(now),
            Tenant = tenant,
            Hash = hash,
            Name = terms.Name,
            Prefix = TokenSecret.ShownPart(secret),
            Addresses = terms.Addresses,
            CreatedAt = now,
            ExpiresAt = terms.ExpiresAt,
            NoticeAt = TokenExpiry.NoticeAt(terms.ExpiresAt, now),
        };
        token = act?.Record(null, token, TargetOf(token), Facts, now) ?? token;
        var result = await _tokens.InsertAsync(
            new Document<TokenRecord> { Tenant = TenantCollection.Partition, Id = KeyOf(hash), Body = token }, cancellationToken);
        return result.Document?.Body;
    }

    /// <summary>A valid token with its tenant, whose use is remembered; null if it is unknown, expired or revoked.</summary>
    public async Task<KnownToken?> FindAsync(string secret, CancellationToken cancellationToken) =>
        (await CheckAsync(secret, cancellationToken)).Known;

    /// <summary>As <see cref="FindAsync"/>; also tells whose token it was that expired or was revoked.</summary>
    public async Task<TokenCheck> CheckAsync(string secret, CancellationToken cancellationToken)
    {
        var hash = HashOf(secret);
        var key = KeyOf(hash);
        var (now, readAt) = (_time.GetUtcNow(), _time.GetTimestamp());
        if (_cache.TryGetValue(key, out var cached) && _time.GetElapsedTime(cached.ReadAt, readAt) < CacheDuration)
            return cached.IsValid(now) ? new(cached, cached.Sent) : new(null, cached.Sent with { State = TokenState.Expired });

        var document = await _tokens.GetAsync(TenantCollection.Partition, key, cancellationToken);
        if (document is null || !CryptographicOperations.FixedTimeEquals(document.Body.Hash, hash))
            return TokenCheck.Unknown;
        var state = document.Tombstone ? TokenState.Revoked : document.Body.IsValid(now) ? null : TokenState.Expired;
        if (state is not null || await _tenants.FindAsync(document.Body.Tenant, cancellationToken) is not { } tenant)
        {
            _cache.TryRemove(key, out _);
            return state is null ? TokenCheck.Unknown : new TokenCheck(null, SentToken.From(document.Body, state));
        }

        _uses.Add(key, now);
        var known = _cache[key] = new KnownToken(document.Body, tenant, AddressRanges.From(document.Body.Addresses), readAt);
        return new TokenCheck(known, known.Sent);
    }

    /// <summary>As <see cref="FindAsync"/>, but without recording a use of the token.</summary>
    public async Task<TenantId?> OwnerAsync(string secret, CancellationToken cancellationToken)
    {
        var document = await _tokens.GetAsync(TenantCollection.Partition, KeyOf(HashOf(secret)), cancellationToken);
        return document is { Tombstone: false } && document.Body.IsValid(_time.GetUtcNow()) ? document.Body.Tenant : null;
    }

    /// <summary>Revokes a token permanently. Returns false if the tenant has no token with this id.</summary>
    public async Task<bool> RevokeAsync(TenantId tenant, Guid id, AdminAct? act, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery { Tenant = TenantCollection.Partition, Filter = FilterByTenant(tenant), Limit = int.MaxValue };
        var found = (await Documents.QueryAsync(query, cancellationToken)).FirstOrDefault(document => document.Body.Id == id);
        if (found is null)
            return false;
        // The tombstone keeps the secret from coming back, as with Bootstrap__Token at the next start.
        var result = await _tokens.ChangeAsync(found, Revoke, cancellationToken);
        result.EnsureDone($"Token {id}");
        _cache.Clear();
        return true;

        Document<TokenRecord> Revoke(Document<TokenRecord> document)
        {
            if (document.Tombstone)
            {
                act?.MarkUnchanged();
                return document;
            }

            var token = document.Body with { NoticeAt = null };
            return document with { Tombstone = true, Body = act?.Record(null, token, TargetOf(token), Facts, _time.GetUtcNow()) ?? token };
        }
    }

    /// <summary>Selects the tokens of a tenant.</summary>
    public static BoundFilter FilterByTenant(TenantId tenant) =>
        new BoundComparison(TokenCollection.Definition.Attributes.At("tenant"), ComparisonOperator.Eq, tenant.Value);

    private static string TargetOf(TokenRecord token) => $"tokens/{token.Id}";

    /// <summary>What the audit log says of a token: neither its hash nor a part of its secret.</summary>
    private static JsonObject Facts(TokenRecord token) => new()
    {
        ["name"] = token.Name,
        ["expiresAt"] = token.ExpiresAt?.ToString("O", CultureInfo.InvariantCulture),
        ["addresses"] = AuditFacts.Names(token.Addresses),
    };

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private static string KeyOf(byte[] hash) => Convert.ToHexStringLower(hash);
}
