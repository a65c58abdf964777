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

    /// <summary>Stores the settings, unless newer ones are known.</summary>
    public async Task LearnAsync(TenantConfigured message, CancellationToken cancellationToken)
    {
        var body = new KnownTenant<TOwner> { Tenant = message.Tenant, Version = message.Version, Settings = message.Settings };
        await tenants.UpsertAsync(
            message.Tenant, message.Tenant.Value, present => present?.Version >= message.Version ? present : body, cancellationToken);
        _cache.TryRemove(message.Tenant, out _);
    }
}
