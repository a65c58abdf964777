using System.Collections.Concurrent;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.ServiceDefaults.Tenants;

/// <summary>A service's copies of tenants' settings, updated by <see cref="TenantConfigured"/> and cached for a moment.</summary>
/// <typeparam name="TService">Any type of the service, as in <see cref="TenantSettingsCopy{TService}"/>.</typeparam>
public sealed class TenantSettingsCache<TService>(IDocumentCollection<TenantSettingsCopy<TService>> tenants, TimeProvider time)
{
    private readonly ConcurrentDictionary<TenantId, (TenantSettingsCopy<TService> Tenant, DateTimeOffset Until)> _cache = [];

    /// <summary>Gets the tenant's settings: the defaults at version 0 if none have arrived yet.</summary>
    public async Task<TenantSettingsCopy<TService>> GetAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_cache.TryGetValue(tenant, out var cached) && now < cached.Until)
            return cached.Tenant;
        var document = await tenants.GetAsync(tenant, tenant.Value, cancellationToken);
        var copy = document?.Body ?? new TenantSettingsCopy<TService> { Tenant = tenant, Version = 0, Settings = new TenantSettings() };
        _cache[tenant] = (copy, now + TenantSettingsCollection.CacheDuration);
        return copy;
    }

    /// <summary>Stores the settings, unless a newer version is stored already.</summary>
    public async Task ApplyAsync(TenantConfigured message, CancellationToken cancellationToken)
    {
        var body = new TenantSettingsCopy<TService> { Tenant = message.Tenant, Version = message.Version, Settings = message.Settings };
        await tenants.UpsertAsync(
            message.Tenant, message.Tenant.Value, present => present?.Version >= message.Version ? present : body, cancellationToken);
        _cache.TryRemove(message.Tenant, out _);
    }
}
