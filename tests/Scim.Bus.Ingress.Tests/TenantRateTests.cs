using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Scim.Bus.Ingress.Scim.Turns;

namespace Scim.Bus.Ingress.Tests;

/// <summary>How many requests a tenant may send in a second, where an operator has set such a limit.</summary>
public sealed class TenantRateTests
{
    private const int PerSecond = 3;
    private const int AtOnce = 10 * PerSecond;

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_bucket_gives_what_it_holds_and_then_what_flows_in()
    {
        var bucket = new TokenBucket(PerSecond, AtOnce, _time);
        Assert.Equal(AtOnce, TakeAll(bucket));
        _time.Advance(TimeSpan.FromSeconds(0.3));
        Assert.Equal(0, TakeAll(bucket));
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(1, TakeAll(bucket));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(2 * PerSecond, TakeAll(bucket));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(AtOnce, TakeAll(bucket));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Who_sends_more_is_told_to_come_again_and_nobody_else_is()
    {
        await using var host = await StartAsync();
        using var eager = await host.NewTenantAsync();
        using var other = await host.NewTenantAsync();
        for (var i = 0; i < AtOnce; i++)
            (await eager.Get("Users?count=0")).Expect(200);

        var refused = (await eager.Get("Users?count=0")).Refused(429);
        Assert.Equal("5", Assert.Single(refused.Headers["Retry-After"]));
        Assert.Contains($"may send {PerSecond} requests a second", refused.Detail, StringComparison.Ordinal);
        (await other.Get("Users?count=0")).Expect(200);

        _time.Advance(TimeSpan.FromSeconds(1));
        for (var i = 0; i < PerSecond; i++)
            (await eager.Get("Users?count=0")).Expect(200);
        (await eager.Get("Users?count=0")).Refused(429);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Each_operation_of_a_bulk_counts_as_a_request()
    {
        await using var host = await StartAsync();
        using var client = await host.NewTenantAsync();
        var operations = Enumerable.Range(0, AtOnce + 2).Select(i =>
            $$"""{"method":"POST","path":"/Users","bulkId":"{{i}}","data":{{TenantClient.UserBody($"user{i}")}}}""");
        var bulk = (await client.Post("Bulk", $$"""
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{{string.Join(',', operations)}}]}
            """)).Expect(200);
        var statuses = ((JsonArray)bulk.Body["Operations"]!).Select(operation => (string)operation!["status"]!).ToList();
        Assert.Equal(Enumerable.Repeat("201", AtOnce), statuses[..AtOnce]);
        Assert.Equal(["429", "429"], statuses[AtOnce..]);
    }

    private static int TakeAll(TokenBucket bucket)
    {
        var taken = 0;
        while (bucket.TryTake())
            taken++;
        return taken;
    }

    private async Task<IngressHost> StartAsync()
    {
        var host = new IngressHost
        {
            Settings = { ["Scim:MaxRequestsPerSecond"] = $"{PerSecond}" },
            Configure = services => services.AddSingleton<TimeProvider>(_time),
        };
        await host.InitializeAsync();
        return host;
    }
}
