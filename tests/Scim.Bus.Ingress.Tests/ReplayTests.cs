using System.Text.Json.Nodes;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Ingress.Tests;

/// <summary>Replays: the ingress sends its own types, and ends once the other services have sent theirs.</summary>
public sealed class ReplayTests(IngressHost host) : IClassFixture<IngressHost>
{
    [Theory]
    [InlineData("{}", 2, 1)]
    [InlineData("""{"types":["users","users"]}""", 2, 0)]
    [InlineData("""{"types":["groups"]}""", 0, 1)]
    [InlineData("""{"types":["memberships"]}""", 0, 0)]
    [Trait("Takes", "Seconds")]
    public async Task Case_36_the_types_that_were_asked_for_are_sent(string request, int users, int groups)
    {
        using var client = await host.NewTenantAsync();
        await client.Group("g", await client.User("a"), await client.User("b"));
        var id = (await PostAsync(client, request)).Expect(202).Body["replayId"]!.GetValue<string>();
        await Eventually.Be(async () =>
        {
            var replay = await GetAsync(client, id);
            Assert.Equal(
                ("done", users, groups),
                (replay["state"]!.GetValue<string>(), replay["users"]!.GetValue<int>(), replay["groups"]!.GetValue<int>()));
        });
    }

    [Fact]
    public async Task Case_36_a_replay_ends_once_each_service_has_sent_its_own()
    {
        using var client = await host.NewTenantAsync();
        await client.User("a");
        var id = (await PostAsync(client, """{"types":["users","accounts","access"]}""")).Expect(202).Body["replayId"]!.GetValue<string>();
        await ReportAsync(client, id, ReplayType.Accounts, 7, done: true);
        await ReportAsync(client, id, ReplayType.Access, 3, done: false);
        await IsAsync("running", 7, 3);
        await ReportAsync(client, id, ReplayType.Access, 5, done: true);
        // A late report changes nothing.
        await ReportAsync(client, id, ReplayType.Access, 4, done: false);
        await IsAsync("done", 7, 5);

        Task IsAsync(string state, int accounts, int access) => Eventually.Be(async () =>
        {
            var replay = await GetAsync(client, id);
            Assert.Equal(
                (state, 1, accounts, access),
                (replay["state"]!.GetValue<string>(), replay["users"]!.GetValue<int>(), replay["accounts"]!.GetValue<int>(),
                    replay["access"]!.GetValue<int>()));
        });
    }

    [Theory]
    [InlineData("""{"types":[]}""")]
    [InlineData("""{"types":["mails"]}""")]
    [InlineData("""{"types":"users"}""")]
    [Trait("Takes", "Seconds")]
    public async Task Case_36_neighbours_other_types_are_refused(string request)
    {
        using var client = await host.NewTenantAsync();
        (await PostAsync(client, request)).Expect(400);
    }

    private async Task ReportAsync(TenantClient client, string replay, ReplayType type, long sent, bool done) =>
        await host.Services.GetRequiredService<IBus>().Publish(
            new ReplayProgress { Tenant = client.Tenant, Replay = Guid.Parse(replay), Type = type, Sent = sent, Done = done });

    private async Task<Response> PostAsync(TenantClient client, string body)
    {
        using var admin = host.Admin();
        return await Response.ReadAsync(await admin.PostAsync($"/api/tenants/{client.Tenant}/replays", IngressHost.Json(body)));
    }

    private async Task<JsonObject> GetAsync(TenantClient client, string id)
    {
        using var admin = host.Admin();
        return (await Response.ReadAsync(await admin.GetAsync($"/api/tenants/{client.Tenant}/replays/{id}"))).Expect(200).Body;
    }
}
