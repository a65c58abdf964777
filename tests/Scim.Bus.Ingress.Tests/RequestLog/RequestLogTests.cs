using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Ingress.RequestLog;

namespace Scim.Bus.Ingress.Tests.RequestLog;

/// <summary>Every request of a tenant is on record, with what became of it.</summary>
public sealed class RequestLogTests(IngressHost host) : IClassFixture<IngressHost>
{
    private const string WindowsZone = "\"timezone\":\"W. Europe Standard Time\"";

    [Fact]
    public async Task A_refusal_is_on_record_when_it_is_answered()
    {
        using var client = await host.NewTenantAsync("entra");
        (await client.Post("Users", TenantClient.UserBody("Chen.Wei@acme.example", WindowsZone))).Refused(400, "invalidValue");
        var refused = Assert.Single(await host.RequestsAsync(client));
        Assert.Equal(
            ("refused", "POST", "/Users", "400", "invalidValue", "Chen.Wei@acme.example", "User", null),
            (refused.Text("outcome"), refused.Text("method"), refused.Text("path"), refused.Text("status"), refused.Text("scimType"),
                refused.Text("subject"), refused.Text("resourceType"), refused.Text("resourceId")));
        Assert.Contains("W. Europe Standard Time", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Equal("127.0.0.1", refused.Text("address"));
        Assert.NotNull(refused["tokenId"]);
        Assert.NotNull(refused["durationMs"]);

        await client.User("taken@acme.example");
        (await client.Post("Users", TenantClient.UserBody("taken@acme.example"))).Refused(409, "uniqueness");
        var taken = Assert.Single(await host.RequestsAsync(client, "status eq 409"));
        var details = await host.DetailsAsync(client, taken);
        Assert.Equal(
            ("taken@acme.example", "409", "uniqueness", null),
            ($"{details["request"]!["json"]!["userName"]}", $"{details["response"]!["json"]!["status"]}", taken.Text("scimType"),
                taken.Text("resourceId")));
    }

    [Fact]
    public async Task A_refused_deactivation_says_whom_it_was_to_deactivate()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("leaves@acme.example");
        (await client.Patch($"Users/{id}", """{"op":"replace","value":{"active":false,"timezone":"Nowhere"}}"""))
            .Refused(400, "invalidValue");
        var refused = Assert.Single(await host.RequestsAsync(client, "outcome eq \"refused\""));
        Assert.Equal(("leaves@acme.example", id, "true"), (refused.Text("subject"), refused.Text("userId"), refused.Text("deactivation")));
        var summary = await host.GetAsync($"/api/tenants/{client.Tenant}/requests/summary");
        Assert.Equal(id, summary["refusedDeactivations"]!.AsArray().Single()!.Text("userId"));

        (await client.Patch($"Users/{id}", """{"op":"replace","path":"active","value":false}""")).Expect(200);
        await host.RequestAsync(client, $"userId eq \"{id}\" and method eq \"PATCH\" and outcome eq \"changed\"");
        summary = await host.GetAsync($"/api/tenants/{client.Tenant}/requests/summary");
        Assert.Empty(summary["refusedDeactivations"]!.AsArray());
    }

    [Fact]
    public async Task A_change_is_on_record_with_what_followed_from_it()
    {
        using var client = await host.NewTenantAsync("entra");
        var id = await client.User("ann@acme.example", "\"name\":{\"givenName\":\"Ann\",\"familyName\":\"Lee\"}");
        var created = await host.RequestAsync(client, "names eq \"lee\"");
        Assert.Equal(
            ("changed", "201", id, id, "UserProvisioned", ""),
            (created.Text("outcome"), created.Text("status"), created.Text("resourceId"), created.Text("userId"), created.Texts("events"),
                created.Texts("repairs")));
        (await client.Patch($"Users/{id}", """{"op":"Replace","path":"active","value":"False"}""")).Expect(200);
        var left = await host.RequestAsync(client, "method eq \"PATCH\"");
        Assert.Equal(
            ("changed", "ann@acme.example", "UserDeprovisioned", "BooleanAsText", "true"),
            (left.Text("outcome"), left.Text("subject"), left.Texts("events"), left.Texts("repairs"), left.Text("deactivation")));
        Assert.Equal("False", $"{(await host.DetailsAsync(client, left))["request"]!["json"]!["Operations"]![0]!["value"]}");

        var group = await client.Group("Recruiters");
        (await client.Patch($"Groups/{group}", TenantClient.AddMembers(id))).Expect(200);
        var joined = await host.RequestAsync(client, $"resourceId eq \"{group}\" and method eq \"PATCH\"");
        Assert.Equal(
            ("Recruiters", id, "GroupMembershipChanged", """{"added":1,"removed":0}"""),
            (joined.Text("subject"), joined.Text("userId"), joined.Texts("events"), joined["members"]!.ToJsonString()));
        (await client.Delete($"Users/{id}")).Expect(204);
        var deleted = await host.RequestAsync(client, "method eq \"DELETE\"");
        Assert.Equal(("ann@acme.example", "204"), (deleted.Text("subject"), deleted.Text("status")));
    }

    [Fact]
    public async Task What_changes_nothing_is_on_record_too_and_reads_if_the_tenant_wants_them()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("same@acme.example", "\"active\":true");
        (await client.Patch($"Users/{id}", """{"op":"replace","path":"active","value":true}""")).Expect(200);
        var same = await host.RequestAsync(client, "outcome eq \"unchanged\"");
        Assert.Equal(("200", "same@acme.example", ""), (same.Text("status"), same.Text("subject"), same.Texts("events")));

        (await client.Get("Users")).Expect(200);
        using var admin = host.Admin();
        (await admin.PatchAsync($"/api/tenants/{client.Tenant}", IngressHost.Json("""{"recordReads":true}"""))).EnsureSuccessStatusCode();
        (await client.Find("Users", "userName eq \"same@acme.example\"")).Expect(200);
        var read = await host.RequestAsync(client, "outcome eq \"read\"");
        Assert.Equal("filter=userName eq \"same@acme.example\"", read.Text("query"));
        await Eventually.Be(async () => Assert.Equal(
            2,
            (await host.GetAsync($"/api/tenants/{client.Tenant}/requests/summary"))["hours"]!.AsArray().Sum(one => (int)one!["reads"]!)));
    }

    [Fact]
    public async Task Each_operation_of_a_bulk_request_is_on_record()
    {
        using var client = await host.NewTenantAsync();
        await client.User("taken@acme.example");
        var body = $$"""
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[
              {"method":"POST","path":"/Users","bulkId":"a","data":{{TenantClient.UserBody("new@acme.example")}}},
              {"method":"POST","path":"/Users","bulkId":"b","data":{{TenantClient.UserBody("taken@acme.example")}}},
              {"method":"DELETE","path":"/Users/{{Guid.NewGuid()}}"}]}
            """;
        (await client.Post("Bulk", body)).Expect(200);
        var changed = await host.RequestAsync(client, "subject eq \"new@acme.example\" and status pr");
        var operations = await host.RequestsAsync(client, $"bulkId eq \"{changed["bulk"]!["id"]}\"");
        Assert.Equal(
            "0 changed 201, 1 refused 409, 2 refused 404",
            string.Join(", ", operations.OrderBy(one => (int)one["bulk"]!["operation"]!).Select(one =>
                $"{one["bulk"]!["operation"]} {one["outcome"]} {one["status"]}")));
        Assert.DoesNotContain(await host.RequestsAsync(client), one => one.Text("path") == "/Bulk");
    }

    [Fact]
    public async Task A_body_that_is_no_JSON_is_kept_as_length_and_hash()
    {
        using var client = await host.NewTenantAsync();
        (await client.Post("Users", "{\"password\": planted-marker")).Refused(400, "invalidSyntax");
        var details = await host.DetailsAsync(client, Assert.Single(await host.RequestsAsync(client)));
        Assert.Equal(27, (int)details["request"]!["bytes"]!);
        Assert.Equal(64, details["request"]!.Text("sha256")!.Length);
        Assert.Null(details["request"]!["json"]);
        Assert.DoesNotContain("planted-marker", details.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_beyond_the_budget_of_a_minute_are_counted_by_their_reasons()
    {
        using var client = await host.NewTenantAsync();
        var budget = host.Services.GetRequiredService<RefusalBudget>();
        for (var i = 0; i < RefusalBudget.InAMinute; i++)
            budget.TryTake(client.Tenant);
        (await client.Post("Users", TenantClient.UserBody("many@acme.example", WindowsZone))).Refused(400, "invalidValue");
        Assert.Empty(await host.RequestsAsync(client));
        var summary = await host.GetAsync($"/api/tenants/{client.Tenant}/requests/summary");
        Assert.Equal(1, (int)summary["notRecorded"]!);
        var reason = Assert.Single(summary["refusals"]!.AsArray())!;
        Assert.Equal(
            ("timeZone", 1, null), (reason.Text("reason"), (int)reason["count"]!, reason.Text("lastId")));
    }
}
