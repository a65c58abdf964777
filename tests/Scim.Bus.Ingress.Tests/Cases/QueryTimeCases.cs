using Scim.Protocol.Limits;

namespace Scim.Bus.Ingress.Tests.Cases;

/// <summary>A query that takes longer than it may is stopped and answered with 503. Here it may take a millisecond.</summary>
public sealed class QueryTimeCases : IAsyncLifetime
{
    private readonly IngressHost _host = new() { Settings = { ["Store:QueryTimeout"] = "00:00:00.001" } };

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Case_28_a_slow_query_is_503_and_later_ones_are_answered()
    {
        using var client = await _host.NewTenantAsync();
        var id = "";
        for (var i = 0; i < 200; i++)
            id = await client.User($"user{i}", $"\"title\":\"{new string('a', 2_000)}\"");
        // No index serves it, so that every user is read for every comparison.
        var filter = string.Join(" or ", Enumerable.Range(0, RequestLimits.FilterTerms).Select(i => $"title co \"b{i}\""));
        var refusal = (await client.Find("Users", filter)).Refused(503);
        Assert.Contains("filter", refusal.Detail, StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(refusal.Headers["Retry-After"]);
        (await client.Search("Users/.search", $"\"filter\":{System.Text.Json.JsonSerializer.Serialize(filter)}")).Refused(503);
        (await client.Search(".search", $"\"filter\":{System.Text.Json.JsonSerializer.Serialize(filter)}")).Refused(503);
        (await client.Get($"Users/{id}")).Expect(200);
    }
}
