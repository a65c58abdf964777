using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Access.Tests.Hosts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Access.Tests.Audit;

/// <summary>The entry of each act: who, from where, what, before and after, and what came of it.</summary>
public sealed class AuditedActTests(AuditHost audit) : IClassFixture<AuditHost>
{
    private const string Acme = "/api/tenants/acme";
    private readonly HashSet<string> _seen = [];
    private readonly Host _host = audit.Host;

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Each_act_has_its_entry()
    {
        await TenantsAndTokensAsync();
        await ReplaysAsync();
        await AccountsAndSagasAsync();
        await GroupsAsync();
        await KeysAsync();
        await RequestsAsync();
        await ErrorsAsync();
        (await audit.DoAsync("GET", "/api/audit/export")).Expect(200);
        await SeeAsync("audit.export", "done");
        (await audit.DoAsync("GET", $"{Acme}/audit/export?filter={Uri.EscapeDataString("action eq \"token.issue\"")}")).Expect(200);
        await SeeAsync("audit.export", "done", "acme");

        var acts = AuditDeclarationTests.Acts.Split('\n').Select(line => line.Split(' ')[0]).ToHashSet();
        Assert.Equal(acts.Order(StringComparer.Ordinal), _seen.Order(StringComparer.Ordinal));
        await AssertNobodyIsMissingAsync();
    }

    private async Task TenantsAndTokensAsync()
    {
        (await audit.DoAsync("POST", "/api/tenants", new JsonObject { ["id"] = "made", ["name"] = "Made" })).Expect(201);
        var created = await SeeAsync("tenant.create", "done", "made");
        Assert.Equal(("settings", "Made", null), (created.Text("target"), (string?)created["after"]!["name"], created["before"]));

        (await audit.DoAsync("PATCH", Acme, new JsonObject { ["name"] = "Acme Inc." })).Expect(200);
        var configured = await SeeAsync("tenant.configure", "done", "acme");
        // Only what differs.
        Assert.Equal("""{"name":"acme"}""", configured["before"]!.ToJsonString());
        Assert.Equal("""{"name":"Acme Inc."}""", configured["after"]!.ToJsonString());
        (await audit.DoAsync("PATCH", Acme, new JsonObject { ["name"] = "Acme Inc." })).Expect(200);
        await SeeAsync("tenant.configure", "unchanged", "acme");

        var token = (await audit.DoAsync("POST", $"{Acme}/tokens", new JsonObject { ["name"] = "Okta" })).Expect(201).Body;
        var issued = await SeeAsync("token.issue", "done", "acme");
        Assert.Equal(($"tokens/{token["id"]}", "Okta"), (issued.Text("target"), (string?)issued["after"]!["name"]));
        (await audit.DoAsync("DELETE", $"{Acme}/tokens/{token["id"]}")).Expect(204);
        Assert.Equal($"tokens/{token["id"]}", (await SeeAsync("token.revoke", "done", "acme")).Text("target"));
        (await audit.DoAsync("DELETE", $"{Acme}/tokens/{token["id"]}")).Expect(404);
        Assert.Equal(404, (int)(await SeeAsync("token.revoke", "refused", "acme"))["status"]!);
    }

    private async Task ReplaysAsync()
    {
        var replay = (await audit.DoAsync("POST", $"{Acme}/replays", new JsonObject { ["rate"] = 1 })).Expect(202).Body;
        Assert.Equal($"replays/{replay["replayId"]}", (await SeeAsync("replay.start", "done", "acme")).Text("target"));
        (await audit.DoAsync("DELETE", $"{Acme}/replays/{replay["replayId"]}")).Expect(200);
        // It may have ended before: there is not much to send.
        _ = await Eventually.Get<JsonObject>(
            async () => Assert.Single(await _host.AuditAsync("action eq \"replay.cancel\" and outcome ne \"refused\"")));
        _seen.Add("replay.cancel");
    }

    private async Task AccountsAndSagasAsync()
    {
        var account = (await audit.DoAsync("POST", $"{Acme}/accounts", new JsonObject { ["workEmail"] = "pat@acme.example" }))
            .Expect(201).Body;
        var created = await SeeAsync("account.create", "done", "acme");
        Assert.Equal(($"accounts/{account["id"]}", "pat@acme.example"), (created.Text("target"), (string?)created["after"]!["workEmail"]));
        var other = await audit.PushUserAsync("other@acme.example");
        var path = $"{Acme}/accounts/{other}";
        await Eventually.Be(async () => (await _host.GetAsync(path, Host.AdminKey)).Expect(200));
        var edited = (await audit.DoAsync("PATCH", path, new JsonObject { ["workEmail"] = "ann@acme.example" })).Expect(200).Body;
        Assert.Equal(AuditHost.KeyName, (string?)edited["edits"]![0]!["by"]);
        var edit = await SeeAsync("account.edit", "done", "acme");
        Assert.Equal("""{"workEmail":"other@acme.example"}""", edit["before"]!.ToJsonString());
        Assert.Equal("""{"workEmail":"ann@acme.example"}""", edit["after"]!.ToJsonString());
        (await audit.DoAsync("POST", $"{Acme}/accounts", new JsonObject { ["workEmail"] = "ann@acme.example" })).Expect(409);
        var refused = await SeeAsync("account.create", "refused", "acme");
        Assert.Equal((409, null, null), ((int)refused["status"]!, refused["before"], refused["after"]));

        var ann = await audit.PushUserAsync("ann@acme.example");
        await Eventually.Be(async () => Assert.Equal(
            "Faulted", (string?)(await _host.GetAsync($"{Acme}/sagas/{ann}", Host.AdminKey)).Expect(200).Body["state"]));
        (await audit.DoAsync("POST", $"{Acme}/sagas/{ann}/retry")).Expect(202);
        Assert.Equal($"sagas/{ann}", (await SeeAsync("saga.retry", "done", "acme")).Text("target"));
        (await audit.DoAsync("POST", $"{Acme}/sync", new JsonObject { ["dryRun"] = true })).Expect(200);
        await SeeAsync("sync.start", "unchanged", "acme");
        var sync = (await audit.DoAsync("POST", $"{Acme}/sync", new JsonObject())).Expect(200).Body;
        Assert.Equal($"syncs/{sync["syncId"]}", (await SeeAsync("sync.start", "done", "acme")).Text("target"));
        (await audit.DoAsync("POST", $"{Acme}/drift")).Expect(202);
        await SeeAsync("drift.start", "done", "acme");
    }

    private async Task GroupsAsync()
    {
        var group = await audit.PushGroupAsync("Recruiters");
        var settings = new JsonObject { ["permissions"] = new JsonArray("jobs.view") };
        (await audit.DoAsync("PUT", $"{Acme}/access-groups/{group}/settings", settings)).Expect(200);
        var configured = await SeeAsync("access-group.configure", "done", "acme");
        Assert.Equal($"access-groups/{group}", configured.Text("target"));
        Assert.Equal("jobs.view", (string?)configured["after"]!["permissions"]![0]);
        Assert.Null(configured["after"]!["visibilities"]);
    }

    private async Task KeysAsync()
    {
        foreach (var path in (string[])["/api/keys", $"{Acme}/keys"])
        {
            var key = (await audit.DoAsync("POST", path, new JsonObject { ["name"] = path, ["roles"] = new JsonArray("viewer:acme") }))
                .Expect(201).Body;
            var created = await _host.AuditOfAsync($"action eq \"key.create\" and target eq \"keys/{key["id"]}\"");
            Assert.Equal(("acme", path, "viewer:acme"), (
                created.Text("tenant"), (string?)created["after"]!["name"], (string?)created["after"]!["roles"]![0]));
            (await audit.DoAsync("DELETE", $"{path}/{key["id"]}")).Expect(204);
            await _host.AuditOfAsync($"action eq \"key.delete\" and target eq \"keys/{key["id"]}\"");
        }

        _seen.UnionWith(["key.create", "key.delete"]);
    }

    /// <summary>Whoever reads what was sent is in the log; the list has no bodies.</summary>
    private async Task RequestsAsync()
    {
        await audit.PushUserAsync("read@acme.example");
        var request = await Eventually.Get<JsonObject>(async () =>
        {
            var filter = Uri.EscapeDataString("subject eq \"read@acme.example\"");
            var list = (await audit.DoAsync("GET", $"{Acme}/requests?filter={filter}")).Expect(200).Body["items"]!.AsArray();
            return Assert.Single(list)!.AsObject();
        });
        Assert.Null(request["request"]);
        var read = (await audit.DoAsync("GET", $"{Acme}/requests/{request["id"]}")).Expect(200).Body;
        Assert.Equal("read@acme.example", (string?)read["request"]!["json"]!["userName"]);
        Assert.Equal($"requests/{request["id"]}", (await SeeAsync("request.read", "done", "acme")).Text("target"));
        (await audit.DoAsync("GET", $"{Acme}/requests/export")).Expect(200);
        await SeeAsync("request.export", "done", "acme");
    }

    /// <summary>A message that can't be published is retried in vain, and discarded.</summary>
    private async Task ErrorsAsync()
    {
        var message = PendingMessage.Create(new { Tenant = "acme" }.ToString()!, Guid.NewGuid(), DateTimeOffset.UtcNow);
        await _host.Services.GetRequiredService<IUnpublishableMessages>().TryKeepAsync(
            new UnpublishableMessage
            {
                Service = "ingress",
                Collection = "tenants",
                Tenant = Contracts.TenantId.Parse("scim-bus", null),
                DocumentId = "acme",
                Message = message with { Type = "Of.Another.Version" },
                Reason = "It is of another version.",
            },
            default);
        var id = (string)(await _host.GetAsync("/api/errors", Host.AdminKey)).Expect(200).Body["items"]![0]!["id"]!;
        (await audit.DoAsync("POST", $"/api/errors/{id}/retry")).Expect(409);
        var refused = await SeeAsync("error.retry", "refused");
        Assert.Equal((409, "Version", $"errors/{id}/retry"), (
            (int)refused["status"]!, (string?)refused["before"]!["messageType"], refused.Text("target")));
        (await audit.DoAsync("POST", "/api/errors/retry")).Expect(200);
        var all = await SeeAsync("error.retry-all", "done");
        Assert.Equal((0, 1), ((int)all["after"]!["retried"]!, (int)all["after"]!["failed"]!));
        (await audit.DoAsync("DELETE", $"/api/errors/{id}")).Expect(204);
        await SeeAsync("error.discard", "done");
    }

    private async Task<JsonObject> SeeAsync(string action, string outcome, string? tenant = null)
    {
        var about = tenant is null ? "" : $" and tenant eq \"{tenant}\"";
        var entry = await _host.AuditOfAsync(
            $"action eq \"{action}\" and outcome eq \"{outcome}\" and actor.name eq \"{AuditHost.KeyName}\"{about}");
        Assert.Equal("machineKey", (string?)entry["actor"]!["kind"]);
        Assert.Equal("127.0.0.1", entry.Text("address"));
        _seen.Add(action);
        return entry;
    }

    /// <summary>The tenant's log has what is about the tenant, and no entry is without somebody.</summary>
    private async Task AssertNobodyIsMissingAsync()
    {
        var all = await _host.AuditAsync();
        Assert.All(all, item => Assert.NotNull(item["actor"]));
        var acme = await _host.AuditAsync(tenant: "acme");
        var ids = acme.Select(item => item.Text("id")).ToList();
        Assert.Equal(all.Where(item => item.Text("tenant") == "acme").Select(item => item.Text("id")), ids);
        Assert.Equal(ids.OrderDescending(StringComparer.Ordinal), ids);
    }
}
