using System.Text.Json.Nodes;
using Scim.Bus.Access.Tests.Hosts;

namespace Scim.Bus.Access.Tests.Audit;

/// <summary>The Console's door shows the logs of all services as one.</summary>
[Collection(InWorld.Name)]
[Trait("Takes", "Seconds")]
public sealed class MergedAuditTests(World world)
{
    private const string TokenIssued = "action eq \"token.issue\"";

    [Fact]
    public async Task Pages_and_export_have_the_entries_of_all_services_the_newest_first()
    {
        var console = world["console"];
        await ActAsync(console, "merged");
        var viewer = await World.CreateKeyAsync(console, "viewer:acme");
        var exported = await ExportAsync(console, "/api/tenants/acme/audit/export", viewer);
        Assert.Equal(exported.OrderDescending(StringComparer.Ordinal), exported);
        Assert.Equal(exported.Count, exported.Distinct().Count());

        var listed = new List<string>();
        var services = new HashSet<string>();
        string? cursor = null;
        do
        {
            var page = (await console.GetAsync($"/api/tenants/acme/audit?count=7{(cursor is null ? "" : $"&cursor={cursor}")}", viewer))
                .Expect(200).Body;
            listed.AddRange(page["items"]!.AsArray().Select(item => (string)item!["id"]!));
            services.UnionWith(page["items"]!.AsArray().Select(item => (string)item!["service"]!));
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);
        // The export itself has an entry by now.
        Assert.Equal(exported, listed.Where(exported.Contains));
        Assert.InRange(listed.Count - exported.Count, 1, 5);
        Assert.Superset(new HashSet<string> { "ingress", "accounts", "console" }, services);
    }

    [Fact]
    public async Task The_client_is_who_asked_the_Console_and_not_the_Console()
    {
        await using var ingress = await Host.StartAsync("ingress", [Service.Ingress], Settings(out var console));
        await using var door = await Host.StartAsync("console", [Service.Console], new Dictionary<string, string?>
        {
            ["urls"] = console.GetLeftPart(UriPartial.Authority),
            ["Gateway:Ingress"] = $"{ingress.Address}",
            ["Network:TrustedProxies"] = "127.0.0.1",
        });
        (await door.SendAsync(
            HttpMethod.Post, "/api/tenants/acme/tokens", Host.AdminKey, null, ("X-Forwarded-For", "203.0.113.9"))).Expect(201);
        var entry = await ingress.AuditOfAsync(TokenIssued);
        Assert.Equal(("203.0.113.9", "operatorKey"), (entry.Text("address"), (string?)entry["actor"]!["kind"]));
        // Who is no trusted proxy says nothing.
        (await ingress.SendAsync(
            HttpMethod.Patch, "/api/tenants/acme", Host.AdminKey, new JsonObject { ["name"] = "x" }, ("X-Forwarded-For", "203.0.113.9")))
            .Expect(200);
        Assert.Equal("127.0.0.1", (await ingress.AuditOfAsync("action eq \"tenant.configure\"")).Text("address"));
    }

    [Fact]
    public async Task A_service_that_is_away_is_named_and_an_export_has_no_gaps()
    {
        var away = ServiceProcess.NewAddress();
        await using var door = await Host.StartAsync("console", [Service.Console], new Dictionary<string, string?>
        {
            ["Gateway:Accounts"] = $"{away}",
        });
        await World.CreateKeyAsync(door, "viewer");
        await Eventually.Be(async () =>
        {
            var list = (await door.GetAsync("/api/audit", Host.AdminKey)).Expect(200).Body;
            Assert.Equal("key.create", (string?)Assert.Single(list["items"]!.AsArray())!["action"]);
            Assert.Equal("accounts", (string?)Assert.Single(list["unavailable"]!.AsArray()));
        });
        (await door.GetAsync("/api/audit/export", Host.AdminKey)).ExpectProblem(503, "'accounts' does not answer");
    }

    [Fact]
    public async Task What_is_no_filter_or_cursor_is_refused()
    {
        var console = world["console"];
        (await console.GetAsync("/api/audit?filter=nothing", Host.AdminKey)).Expect(400);
        (await console.GetAsync("/api/audit?filter=unknown%20eq%201", Host.AdminKey)).Expect(400);
        (await console.GetAsync("/api/audit?cursor=x", Host.AdminKey)).Expect(400);
        (await console.GetAsync("/api/audit/export?filter=unknown%20eq%201", Host.AdminKey)).Expect(400);
    }

    private static Dictionary<string, string?> Settings(out Uri console)
    {
        console = ServiceProcess.NewAddress();
        return new Dictionary<string, string?> { ["Admin:Console"] = $"{console}" };
    }

    /// <summary>Acts in three services, through the door.</summary>
    private static async Task ActAsync(Host console, string name)
    {
        for (var i = 0; i < 5; i++)
        {
            (await console.SendAsync(
                HttpMethod.Post, "/api/tenants/acme/tokens", Host.AdminKey, new JsonObject { ["name"] = $"{name}-{i}" })).Expect(201);
            var account = new JsonObject { ["workEmail"] = $"{name}-{i}@acme.example" };
            (await console.SendAsync(HttpMethod.Post, "/api/tenants/acme/accounts", Host.AdminKey, account)).Expect(201);
            await World.CreateKeyAsync(console, "viewer:acme");
        }

        foreach (var action in (string[])["token.issue", "account.create", "key.create"])
        {
            var done = $"action eq \"{action}\" and outcome eq \"done\"";
            await Eventually.Be(async () => Assert.InRange((await console.AuditAsync(done, "acme")).Count, 5, int.MaxValue));
        }
    }

    private static async Task<List<string>> ExportAsync(Host host, string path, string key)
    {
        var reply = (await host.GetAsync(path, key)).Expect(200);
        Assert.Equal("application/jsonl", reply.Media);
        Assert.EndsWith("\n", reply.Text, StringComparison.Ordinal);
        return [.. reply.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (string)JsonNode.Parse(line)!["id"]!)];
    }
}
