using System.Collections.Concurrent;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.ServiceDefaults.Tenants;

/// <summary>A service's copies of tenants' settings, updated by <see cref="TenantConfigured"/> and cached for a moment.</summary>
/// <typeparam name="TService">Any type of the service, as in <see cref="TenantSettingsCopy{TService}"/>.</typeparam>
public sealed class TenantSettingsCache<TService>(IDocumentCollection<TenantSettingsCopy<TService>> tenants, TimeProvider time)
{
    /// <summary>With the timestamp of the read, which no jump of the clock makes younger.</summary>
    private readonly ConcurrentDictionary<TenantId, (TenantSettingsCopy<TService> Tenant, long ReadAt)> _cache = [];

    /// <summary>Gets the tenant's settings: the defaults at version 0 if none have arrived yet.</summary>
    public async Task<TenantSettingsCopy<TService>> GetAsync(TenantId tenant, CancellationToken cancellationToken) =>
        await FindAsync(tenant, cancellationToken)
        ?? new TenantSettingsCopy<TService> { Tenant = tenant, Version = 0, Settings = new TenantSettings() };

    /// <summary>Gets the tenant's settings; null if none have arrived yet.</summary>
    /// <remarks>That there are none is not cached: anybody could ask for names that do not exist, without end.</remarks>
    public async Task<TenantSettingsCopy<TService>?> FindAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        if (_cache.TryGetValue(tenant, out var cached) && time.GetElapsedTime(cached.ReadAt, now) < TenantSettingsCollection.CacheDuration)
            return cached.Tenant;
        if (await tenants.GetAsync(tenant, tenant.Value, cancellationToken) is not { } document)
            return null;
        _cache[tenant] = (document.Body, now);
        return document.Body;
    }

    /// <summary>Stores the settings, unless a newer version is stored already.</summary>
    public Task ApplyAsync(TenantConfigured message, CancellationToken cancellationToken) => ApplyAsync(
        new TenantSettingsCopy<TService> { Tenant = message.Tenant, Version = message.Version, Settings = message.Settings },
        cancellationToken);

    /// <inheritdoc cref="ApplyAsync(TenantConfigured,CancellationToken)" />
    internal Task ApplyAsync(TenantFound answer, CancellationToken cancellationToken) => ApplyAsync(
        new TenantSettingsCopy<TService> { Tenant = answer.Tenant, Version = answer.Version, Settings = answer.Settings },
        cancellationToken);

    private async Task ApplyAsync(TenantSettingsCopy<TService> copy, CancellationToken cancellationToken)
    {
        await tenants.UpsertAsync(
            copy.Tenant, copy.Tenant.Value, present => present?.Version >= copy.Version ? present : copy, cancellationToken);
        _cache.TryRemove(copy.Tenant, out _);
    }
}
