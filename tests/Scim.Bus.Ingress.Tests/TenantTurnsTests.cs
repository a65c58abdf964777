using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Ingress.Scim.Turns;

namespace Scim.Bus.Ingress.Tests;

/// <summary>A tenant that sends more than its share waits for itself, and nobody else does.</summary>
public sealed class TenantTurnsTests
{
    private const int MostInProgress = 4;

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task One_tenants_flood_is_worked_off_a_few_requests_at_a_time_while_another_is_served()
    {
        await using var host = await StartAsync(waiting: 64, maxWait: "00:05:00");
        using var flooder = await host.NewTenantAsync();
        using var other = await host.NewTenantAsync();
        var turns = await TakeAllAsync(host, flooder);
        var flood = Enumerable.Range(0, 40).Select(i => flooder.Post("Users", TenantClient.UserBody($"flood{i}"))).ToList();
        Assert.Equal(201, (await other.Post("Users", TenantClient.UserBody("other"))).Status);
        Assert.DoesNotContain(flood, request => request.IsCompleted);

        turns.ForEach(turn => turn.Dispose());
        Assert.All(await Task.WhenAll(flood), answer => Assert.Equal(201, answer.Status));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Never_more_are_in_progress_than_a_tenant_may_have()
    {
        await using var host = await StartAsync(waiting: 1_000, maxWait: "00:05:00");
        using var client = await host.NewTenantAsync();
        var turns = host.Services.GetRequiredService<TenantTurns>();
        var (inProgress, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async _ =>
        {
            using var turn = await turns.TakeAsync(client.Tenant, default);
            InterlockedMax(ref most, Interlocked.Increment(ref inProgress));
            await Task.Yield();
            Interlocked.Decrement(ref inProgress);
        }));
        Assert.InRange(most, 1, MostInProgress);
    }

    [Theory]
    [InlineData(64, "00:00:00.100")]
    [InlineData(0, "00:05:00")]
    [Trait("Takes", "Seconds")]
    public async Task Who_waited_too_long_or_finds_the_line_full_is_told_to_come_again(int waiting, string maxWait)
    {
        await using var host = await StartAsync(waiting, maxWait);
        using var client = await host.NewTenantAsync();
        var turns = await TakeAllAsync(host, client);
        var refused = await client.Get("Users");
        Assert.Equal(429, refused.Status);
        Assert.Equal("5", Assert.Single(refused.Headers["Retry-After"]));
        Assert.Contains("4 requests of this tenant are in progress", (string?)refused.Body["detail"], StringComparison.Ordinal);
        turns.ForEach(turn => turn.Dispose());
        Assert.Equal(200, (await client.Get("Users")).Status);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Each_operation_of_a_bulk_takes_its_turn()
    {
        await using var host = await StartAsync(waiting: 0, maxWait: "00:05:00");
        using var client = await host.NewTenantAsync();
        var turns = await TakeAllAsync(host, client);
        var bulk = $$"""
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[
             {"method":"POST","path":"/Users","bulkId":"one","data":{{TenantClient.UserBody("one")}}}]}
            """;
        Assert.Equal("429", StatusOf(await client.Post("Bulk", bulk)));
        turns[0].Dispose();
        Assert.Equal("201", StatusOf(await client.Post("Bulk", bulk)));
    }

    private static string? StatusOf(Response bulk) => (string?)Assert.Single((JsonArray)bulk.Body["Operations"]!)!["status"];

    private static async Task<List<IDisposable>> TakeAllAsync(IngressHost host, TenantClient client)
    {
        var turns = new List<IDisposable>();
        while (turns.Count < MostInProgress)
            turns.Add(await host.Services.GetRequiredService<TenantTurns>().TakeAsync(client.Tenant, default));
        return turns;
    }

    private static async Task<IngressHost> StartAsync(int waiting, string maxWait)
    {
        var host = new IngressHost
        {
            Settings =
            {
                ["Scim:MaxRequestsInProgress"] = $"{MostInProgress}",
                ["Scim:MaxRequestsWaiting"] = $"{waiting}",
                ["Scim:MaxWait"] = maxWait,
            },
        };
        await host.InitializeAsync();
        return host;
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, value, seen);
    }
}
