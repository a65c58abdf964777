using Scim.Bus.ServiceDefaults.Tests.Hosts;

namespace Scim.Bus.ServiceDefaults.Tests;

/// <summary>What every response of every service says to caches and browsers, and to whoever has no key.</summary>
public sealed class ResponseHeaderTests(AllServices all) : IClassFixture<AllServices>
{
    /// <summary>The page's files hold nothing about anybody, and browsers revalidate them.</summary>
    private static readonly string[] Kept = ["no-store", "no-cache"];

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Without_a_key_every_admin_endpoint_says_how_to_authenticate()
    {
        var host = all.Host;
        var endpoints = host.Endpoints.ToList();
        Assert.True(endpoints.Count > 20, $"Only {endpoints.Count} endpoints were found.");
        foreach (var endpoint in endpoints)
        {
            var answer = (await host.SendWithoutKeyAsync(endpoint.Method, endpoint.PathOf(AdminHost.Tenant))).Expect(401);
            Assert.Equal("Bearer realm=\"admin\"", answer.Headers["WWW-Authenticate"]);
            Protected(answer);
        }
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task No_cache_keeps_a_response_and_no_browser_guesses_its_type()
    {
        var host = all.Host;
        foreach (var endpoint in host.AllEndpoints.Where(endpoint => endpoint.Method == HttpMethod.Get))
            Protected(await host.SendAsync(HttpMethod.Get, endpoint.PathOf(AdminHost.Tenant)));
        foreach (var path in (string[])["/health/live", "/health/ready", "/metrics", "/scim/v2/Users", "/no/such/path"])
            Protected(await host.SendAsync(HttpMethod.Get, path));
    }

    private static void Protected(AdminAnswer answer)
    {
        Assert.True(answer.Headers.GetValueOrDefault("X-Content-Type-Options") == "nosniff", $"{answer.To}: {answer.Status}");
        Assert.True(
            Kept.Contains(answer.Headers.GetValueOrDefault("Cache-Control")?.Split(',')[0]),
            $"{answer.To}: {answer.Headers.GetValueOrDefault("Cache-Control")}");
    }
}
