using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Access.Tests.Hosts;
using Scim.Bus.ServiceDefaults.Audit;

namespace Scim.Bus.Access.Tests.Audit;

/// <summary>What is refused is on record too, and what anybody can cause without end is counted.</summary>
[Trait("Takes", "Seconds")]
public sealed class RefusalAuditTests(AuditHost audit) : IClassFixture<AuditHost>
{
    private const int Tries = 300;
    private readonly Host _host = audit.Host;

    [Fact]
    public async Task A_request_that_a_role_does_not_allow_has_an_entry_when_it_is_answered()
    {
        var key = (string)(await audit.CreateKeyAsync("viewer:acme", "a viewer"))["key"]!;
        (await _host.SendAsync(HttpMethod.Patch, "/api/tenants/acme", key, new JsonObject { ["name"] = "x" })).Expect(403);
        var refused = Assert.Single(await _host.AuditAsync("actor.name eq \"a viewer\" and action eq \"tenant.configure\""));
        Assert.Equal(("refused", 403, "acme"), (refused.Text("outcome"), (int)refused["status"]!, refused.Text("tenant")));
        (await _host.GetAsync("/api/tenants/globex/accounts", key)).Expect(403);
        var read = Assert.Single(await _host.AuditAsync("actor.name eq \"a viewer\" and tenant eq \"globex\""));
        Assert.Equal("GET /api/tenants/{tenant}/accounts", read.Text("action"));
        Assert.Equal(("accounts", "refused"), (read.Text("target"), read.Text("outcome")));
    }

    [Fact]
    public async Task Many_refusals_of_one_actor_are_counted()
    {
        var key = (string)(await audit.CreateKeyAsync("login:acme", "a loop"))["key"]!;
        for (var i = 0; i < CountedRequests.MaxRefusals + 40; i++)
            (await _host.GetAsync("/api/tenants/acme/accounts", key)).Expect(403);
        await _host.Services.GetRequiredService<CountedRequests>().WriteAsync(default);
        var entries = await _host.AuditAsync("actor.name eq \"a loop\"");
        // A minute may have passed in between, which begins another count.
        Assert.Equal(CountedRequests.MaxRefusals + 40, entries.Sum(entry => (long)entry["count"]!));
        Assert.InRange(entries.Count, CountedRequests.MaxRefusals + 1, CountedRequests.MaxRefusals + 40);
    }

    [Fact]
    public async Task Unknown_keys_are_counted_by_address_with_a_few_samples_and_no_key()
    {
        var counted = _host.Services.GetRequiredService<CountedRequests>();
        await counted.WriteAsync(default);
        var before = (await UnknownAsync()).Sum(entry => (long)entry["count"]!);
        await Parallel.ForEachAsync(Enumerable.Range(0, Tries), async (i, _) =>
            (await _host.GetAsync("/api/tenants", $"marker-of-a-wrong-key-{i}")).Expect(401));
        (await _host.GetAsync("/api/tenants", null)).Expect(401);
        await counted.WriteAsync(default);
        var entries = await UnknownAsync();
        Assert.Equal(Tries, entries.Sum(entry => (long)entry["count"]!) - before);
        Assert.InRange(entries.Count, 1, 10);
        Assert.All(entries, entry =>
        {
            Assert.Equal(("127.0.0.1", null, "refused"), (entry.Text("address"), entry["actor"], entry.Text("outcome")));
            Assert.InRange(entry["samples"]!.AsArray().Count, 1, 3);
            Assert.DoesNotContain("marker", entry.ToJsonString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Addresses_beyond_a_thousand_in_a_minute_are_one_entry()
    {
        var counted = _host.Services.GetRequiredService<CountedRequests>();
        var request = new DefaultHttpContext().Request;
        for (var i = 0; i < 1_500; i++)
            counted.Add("a.test", null, $"192.0.2.{i}", request);
        await counted.WriteAsync(default);
        var others = Assert.Single(await _host.AuditAsync("action eq \"a.test\" and address eq \"others\""));
        Assert.InRange((long)others["count"]!, 500, 500 + 10);
    }

    [Fact]
    public async Task The_tenants_log_is_for_those_who_may_read_the_tenant_and_all_of_it_for_operators()
    {
        (await _host.GetAsync("/api/audit", await KeyAsync("viewer"))).Expect(403);
        (await _host.GetAsync("/api/audit/export", await KeyAsync("admin:acme"))).Expect(403);
        (await _host.GetAsync("/api/tenants/acme/audit", await KeyAsync("viewer:acme"))).Expect(200);
        (await _host.GetAsync("/api/tenants/acme/audit", await KeyAsync("admin:globex"))).Expect(403);
        (await _host.GetAsync("/api/tenants/nosuch/audit", Host.AdminKey)).ExpectProblem(404, "Tenant 'nosuch' does not exist.");

        async Task<string> KeyAsync(string role) => (string)(await audit.CreateKeyAsync(role, $"key of {role}"))["key"]!;
    }

    private Task<IReadOnlyList<JsonObject>> UnknownAsync() => _host.AuditAsync("action eq \"authentication.fail\"");
}
