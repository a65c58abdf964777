using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Logging;
using Scim.Bus.ServiceDefaults.Tests.Hosts;

namespace Scim.Bus.ServiceDefaults.Tests;

/// <summary>Whoever has no valid credential may try a number of times in a minute; whoever has one is served in any case.</summary>
public sealed class FailedAuthenticationTests
{
    private const int Limit = 5;
    private const string Admin = "/api/tenants";
    private const string Scim = "/scim/v2/Users";

    [Theory]
    [InlineData(Admin, AdminHost.AdminKey, "application/problem+json")]
    [InlineData(Scim, AdminHost.ScimToken, "application/scim+json")]
    [Trait("Takes", "Seconds")]
    public async Task After_some_failures_an_address_is_told_to_wait_but_a_valid_credential_is_served(
        string path, string credential, string errors)
    {
        await using var host = await StartAsync();
        using var http = new Caller(host.Address);
        for (var i = 0; i < Limit; i++)
            Assert.Equal(401, (await http.GetAsync(path, $"wrong-{i}")).Status);
        var refused = await http.GetAsync(path, "wrong");
        Assert.Equal((429, errors, "60"), (refused.Status, refused.Media, refused.RetryAfter));
        Assert.Contains("Try again in a minute", refused.Text, StringComparison.Ordinal);
        Assert.Equal(429, (await http.GetAsync(path, credential: null)).Status);
        Assert.Equal(200, (await http.GetAsync(path, credential)).Status);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task One_address_is_not_refused_for_anothers_failures()
    {
        await using var host = await StartAsync();
        using var http = new Caller(host.Address);
        using var other = new Caller(host.Address, IPAddress.Parse("127.0.0.2"));
        await UseUpAsync(http, forwardedFor: null);
        Assert.Equal(429, (await http.GetAsync(Admin, "wrong")).Status);
        Assert.Equal(401, (await other.GetAsync(Admin, "wrong")).Status);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_trusted_proxy_says_where_a_request_comes_from()
    {
        await using var host = await StartAsync(("Network:TrustedProxies", "10.0.0.0/8, 127.0.0.1"));
        using var http = new Caller(host.Address);
        await UseUpAsync(http, "203.0.113.1");
        Assert.Equal(429, (await http.GetAsync(Admin, "wrong", "203.0.113.1")).Status);
        Assert.Equal(401, (await http.GetAsync(Admin, "wrong", "203.0.113.2")).Status);
        // What a client says to the proxy stands before what the proxy says.
        Assert.Equal(429, (await http.GetAsync(Admin, "wrong", "203.0.113.9, 203.0.113.1")).Status);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Networks_of_IPv6_count_as_one_address()
    {
        await using var host = await StartAsync(("Network:TrustedProxies", "127.0.0.1"));
        using var http = new Caller(host.Address);
        await UseUpAsync(http, "2001:db8::1");
        Assert.Equal(429, (await http.GetAsync(Admin, "wrong", "2001:db8::2:1")).Status);
        Assert.Equal(401, (await http.GetAsync(Admin, "wrong", "2001:db8:0:1::1")).Status);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Nobody_else_is_believed_where_a_request_comes_from()
    {
        await using var host = await StartAsync(("Network:TrustedProxies", "10.0.0.0/8"));
        using var http = new Caller(host.Address);
        for (var i = 0; i < Limit; i++)
            Assert.Equal(401, (await http.GetAsync(Admin, "wrong", $"203.0.113.{i}")).Status);
        Assert.Equal(429, (await http.GetAsync(Admin, "wrong", "203.0.113.200")).Status);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Ten_thousand_wrong_keys_are_refused_with_few_log_lines_and_traces()
    {
        var log = new CountingLogger();
        await using var host = await StartAsync(log);
        var traces = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.Recorded && (string?)activity.GetTagItem("server.address") == host.Address.Host
                    && Equals(activity.GetTagItem("server.port") ?? 80, host.Address.Port))
                {
                    Interlocked.Increment(ref traces);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var http = new Caller(host.Address);
        Assert.Equal(401, (await http.GetAsync(Admin, "wrong")).Status);
        // A trace ends after the answer.
        await Eventually.Be(() => Assert.NotEqual(0, Volatile.Read(ref traces)));
        var statuses = new int[600];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 10_000),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (i, _) => Interlocked.Increment(ref statuses[(await http.GetAsync(i % 2 == 0 ? Admin : Scim, $"wrong-{i}")).Status]));
        Assert.Equal(10_000, statuses[401] + statuses[429]);
        // A window may end meanwhile, after which as many are looked at as before.
        Assert.InRange(statuses[401], Limit - 1, 100 * Limit);
        Assert.InRange(traces, 1, (100 * Limit) + 50);
        Assert.InRange(log.Count, 1, 100);
    }

    private static Task<AdminHost> StartAsync(params (string Name, string Value)[] settings) => StartAsync(log: null, settings);

    private static Task<AdminHost> StartAsync(ILoggerProvider? log, params (string Name, string Value)[] settings) =>
        AdminHost.StartAsync(
            Service.All,
            builder =>
            {
                if (log is not null)
                    builder.Logging.AddProvider(log);
            },
            [("Network:MaxFailedAuthentications", $"{Limit}"), .. settings]);

    private static async Task UseUpAsync(Caller http, string? forwardedFor)
    {
        for (var i = 0; i < Limit; i++)
            Assert.Equal(401, (await http.GetAsync(Admin, "wrong", forwardedFor)).Status);
    }
}
