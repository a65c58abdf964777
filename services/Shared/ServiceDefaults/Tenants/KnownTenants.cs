using System.Collections.Concurrent;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.ServiceDefaults.Tenants;

/// <summary>A service's own copy of tenants' settings, kept up by <see cref="TenantConfigured"/>.</summary>
/// <typeparam name="TOwner">The service.</typeparam>
public sealed class KnownTenants<TOwner>(IDocumentCollection<KnownTenant<TOwner>> tenants, TimeProvider time)
{
    private readonly ConcurrentDictionary<TenantId, (KnownTenant<TOwner> Tenant, DateTimeOffset Until)> _cache = [];

    /// <summary>The tenant; with the default settings at version 0 if nothing was heard of it yet.</summary>
    public async Task<KnownTenant<TOwner>> GetAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_cache.TryGetValue(tenant, out var cached) && now < cached.Until)
            return cached.Tenant;
        var document = await tenants.GetAsync(tenant, tenant.Value, cancellationToken);
        var known = document?.Body ?? new KnownTenant<TOwner> { Tenant = tenant, Version = 0, Settings = new TenantSettings() };
        _cache[tenant] = (known, now + KnownTenantCollection.CacheFor);
        return known;
    }

    /// <summary>Takes settings over, unless newer ones are known. Says whether it did.</summary>
    /// <exception cref="ConcurrentWriteException">Somebody else did at the same moment; the message is to be handled again.</exception>
    public async Task<bool> LearnAsync(TenantConfigured message, CancellationToken cancellationToken)
    {
        var body = new KnownTenant<TOwner> { Tenant = message.Tenant, Version = message.Version, Settings = message.Settings };
        var document = await tenants.GetAsync(message.Tenant, message.Tenant.Value, cancellationToken);
        if (document?.Body.Version >= message.Version)
            return false;
        var result = document is null
            ? await tenants.InsertAsync(new Document<KnownTenant<TOwner>> { Tenant = message.Tenant, Id = message.Tenant.Value, Body = body }, cancellationToken)
            : await tenants.ReplaceAsync(document with { Body = body }, cancellationToken);
        if (result.Outcome != WriteOutcome.Done)
            throw new ConcurrentWriteException($"Tenant {message.Tenant}");
        _cache.TryRemove(message.Tenant, out _);
        return true;
    }
}
