using Microsoft.Extensions.Options;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Sqlite;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.ServiceDefaults.Tests;

/// <summary>How old the settings may be that a process uses.</summary>
public sealed class TenantSettingsCacheTests
{
    private static readonly TenantId Acme = TenantId.Parse("acme", null);

    /// <summary>A cache that goes by the time of day would keep what it has for an hour after the clock was set back.</summary>
    [Theory]
    [InlineData(-60)]
    [InlineData(0)]
    [InlineData(60)]
    [Trait("Takes", "Seconds")]
    public async Task Settings_of_another_process_count_soon_wherever_the_clock_jumps(int minutes)
    {
        using var folder = TempFolder.InMemory("settings");
        await using var store = new SqliteDocumentStore(Options.Create(new DocumentStoreOptions { Path = folder.Path }));
        var documents = store.Open(TenantSettingsCollection.Create<TenantSettingsCacheTests>("settings"));
        var clock = new JumpingClock();
        var here = new TenantSettingsCache<TenantSettingsCacheTests>(documents, clock);
        var elsewhere = new TenantSettingsCache<TenantSettingsCacheTests>(documents, clock);
        await elsewhere.ApplyAsync(Configured(1), default);
        Assert.Equal(1, (await here.GetAsync(Acme, default)).Version);

        clock.Jump = TimeSpan.FromMinutes(minutes);
        await elsewhere.ApplyAsync(Configured(2), default);
        Assert.Equal(1, (await here.GetAsync(Acme, default)).Version);
        clock.Elapsed = TenantSettingsCollection.CacheDuration;
        Assert.Equal(2, (await here.GetAsync(Acme, default)).Version);
    }

    private static TenantConfigured Configured(long version) =>
        new() { Tenant = Acme, Version = version, Settings = new TenantSettings(), OccurredAt = default };
}
