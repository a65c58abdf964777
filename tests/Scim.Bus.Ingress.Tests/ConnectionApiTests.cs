using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Tenants;

namespace Scim.Bus.Ingress.Tests;

/// <summary>How it stands with a connection in the admin API, and what admins are told of it.</summary>
public sealed class ConnectionApiTests(IngressHost host) : IClassFixture<IngressHost>
{
    private IDocumentCollection<TenantRecord> Tenants => host.Services.GetRequiredService<IDocumentCollection<TenantRecord>>();

    [Fact]
    public async Task A_connection_is_never_then_failing_then_connected()
    {
        using var client = await host.NewTenantAsync();
        var before = await ReadAsync(client);
        Assert.Equal(("never", null), ((string?)before["state"], (string?)before["lastRequestAt"]));

        await RefuseAsync(client, "chen");
        await Eventually.Be(async () =>
        {
            var refused = await ReadAsync(client);
            Assert.Equal("failing", (string?)refused["state"]);
            var reason = Assert.Single(refused["refusals"]!.AsArray())!;
            Assert.Equal(("timeZone", 1), ((string?)reason["reason"], (int)reason["count"]!));
            Assert.StartsWith("Map the time zone to an IANA name", (string?)reason["advice"], StringComparison.Ordinal);
        });

        await client.User("ann");
        await client.Group("Recruiters");
        await Eventually.Be(async () =>
        {
            var connected = await ReadAsync(client);
            Assert.Equal("connected", (string?)connected["state"]);
            Assert.Equal((1, 1, 2), (Count(connected, "users"), Count(connected, "groups"), Count(connected, "changes")));
            Assert.Equal((24, 30), (connected["hours"]!.AsArray().Count, connected["days"]!.AsArray().Count));
            Assert.NotNull(Assert.Single(connected["tokens"]!.AsArray())!["lastUsedAt"]);
        });
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_refused_deactivation_fails_the_connection_until_the_person_is_out()
    {
        using var client = await host.NewTenantAsync();
        var ann = await client.User("ann");
        (await client.Put($"Users/{ann}", TenantClient.UserBody("ann", """ "active":false,"timezone":"GMT Standard Time" """))).Refused(
            400, "invalidValue");
        await Eventually.Be(async () =>
        {
            var failing = await ReadAsync(client);
            Assert.Equal("failing", (string?)failing["state"]);
            Assert.Equal(ann, (string?)Assert.Single(failing["refusedDeactivations"]!.AsArray())!["userId"]);
        });
        (await client.Put($"Users/{ann}", TenantClient.UserBody("ann", """ "active":false """))).Expect(200);
        await Eventually.Be(async () => Assert.Equal("connected", (string?)(await ReadAsync(client))["state"]));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Admins_are_told_once_that_everything_is_refused_and_why()
    {
        using var client = await host.NewTenantAsync();
        await RefuseAsync(client, "chen");
        await RefuseAsync(client, "bea");
        await Eventually.Be(async () => Assert.Equal(2, Count(await ReadAsync(client), "refusals")));
        await PassAsync(client);
        var alert = Assert.Single(await client.Events<ConnectionAlert>());
        Assert.Equal(
            (ConnectionTrouble.Failing, 2L, "A time zone that is not an IANA name"), (alert.Trouble, alert.Refusals, alert.Reason));
        await Eventually.Be(async () =>
        {
            var told = (await TenantAsync(client)).Body;
            Assert.Equal((alert.Since, null), (told.Alerts!.FailingSince, told.Alerts.CheckAt));
            Assert.Empty(told.Pending);
        });
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Admins_of_a_tenant_that_asks_for_it_are_told_of_silence()
    {
        using var client = await host.NewTenantAsync(settings: ""","silentAfterHours":1""");
        await client.User("ann");
        await Eventually.Be(async () => Assert.Equal("connected", (string?)(await ReadAsync(client))["state"]));
        await Eventually.Be(async () => Assert.True((await TenantAsync(client)).Body.Alerts!.CheckAt > DateTimeOffset.UtcNow));

        using var quiet = await host.NewTenantAsync(settings: ""","silentAfterHours":1""");
        var heard = DateTimeOffset.UtcNow.AddHours(-2);
        await host.ChangeTokenAsync(quiet, _ => true, token => token with { LastUsedAt = heard });
        Assert.Equal("silent", (string?)(await ReadAsync(quiet))["state"]);
        await Eventually.Be(async () => Assert.True((await TenantAsync(quiet)).Body.Alerts!.CheckAt > DateTimeOffset.UtcNow));
        await PassAsync(quiet);
        var alert = Assert.Single(await quiet.Events<ConnectionAlert>());
        Assert.Equal((ConnectionTrouble.Silent, heard), (alert.Trouble, alert.Since));
    }

    private static async Task RefuseAsync(TenantClient client, string name) =>
        (await client.Post("Users", TenantClient.UserBody(name, """ "timezone":"GMT Standard Time" """))).Refused(400, "invalidValue");

    private static int Count(JsonObject connection, string name) => (int)connection["counts"]![name]!;

    private async Task<JsonObject> ReadAsync(TenantClient client)
    {
        using var admin = host.Admin();
        using var response = await admin.GetAsync(new Uri($"/api/tenants/{client.Tenant}/connection", UriKind.Relative));
        return (await Response.ReadAsync(response)).Expect(200).Body;
    }

    private async Task<Document<TenantRecord>> TenantAsync(TenantClient client) =>
        (await Tenants.GetAsync(TenantCollection.Partition, client.Tenant.Value, default))!;

    /// <summary>Brings the next look at the connection forward to a moment ago, once there is one.</summary>
    private Task PassAsync(TenantClient client) => Eventually.Be(async () =>
    {
        var tenant = await TenantAsync(client);
        Assert.NotNull(tenant.Body.Alerts?.CheckAt);
        var past = DateTimeOffset.UtcNow - TimeSpan.FromSeconds(1);
        var passed = tenant with { DueAt = past, Body = tenant.Body with { Alerts = tenant.Body.Alerts with { CheckAt = past } } };
        Assert.NotNull((await Tenants.ReplaceAsync(passed, default)).Document);
    });
}
