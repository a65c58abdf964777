using System.Text.Json.Nodes;

namespace Scim.Bus.Identity.Tests;

/// <summary>A request for a sync is answered in time, however large the tenant; the sync goes on.</summary>
public sealed class LongSyncTests : IAsyncLifetime
{
    /// <summary>After the first page, the time is over: the directory was compared, the accounts that have no user were not.</summary>
    private readonly PinpointHost _host = new() { Settings = { ["Provisioning:CompareSyncFor"] = "00:00:00" } };

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task What_was_compared_in_time_is_listed_and_all_is_synced()
    {
        using var tenant = await _host.NewTenantAsync(automaticSync: false);
        var user = await tenant.PushUserAsync("ann.upn", "ann@acme.example");
        await tenant.SagaIsAsync(user, "OnHold");

        var (status, preview) = await tenant.AdminAsync(HttpMethod.Post, "sync", new JsonObject { ["dryRun"] = true });
        Assert.Equal((200, false, null), (status, (bool)preview["isComplete"]!, preview["syncId"]));
        Assert.Equal(user, (string?)Assert.Single(preview["create"]!.AsArray())!["userId"]);

        var (_, started) = await tenant.AdminAsync(HttpMethod.Post, "sync", []);
        Assert.Equal(user, (string?)Assert.Single(started["create"]!.AsArray())!["userId"]);
        await Eventually.Be(async () =>
        {
            var (_, run) = await tenant.AdminAsync(HttpMethod.Get, $"sync/{started["syncId"]}");
            Assert.Equal(("done", 1, 1), ((string?)run["state"], (int)run["create"]!, (int)run["done"]!));
        });
    }
}
