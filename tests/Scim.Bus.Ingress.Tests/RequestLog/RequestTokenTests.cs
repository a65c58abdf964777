using System.Globalization;
using System.Text.Json.Nodes;

namespace Scim.Bus.Ingress.Tests.RequestLog;

/// <summary>Whose requests they are that come with a token that is not good, or with none.</summary>
public sealed class RequestTokenTests(IngressHost host) : IClassFixture<IngressHost>
{
    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_token_that_was_revoked_or_has_expired_and_one_at_a_wrong_address_are_the_tenants()
    {
        using var client = await host.NewTenantAsync();
        using var admin = host.Admin();
        var (revoked, id) = await IssueAsync(admin, client, "{}");
        (await admin.DeleteAsync(new Uri($"/api/tenants/{client.Tenant}/tokens/{id}", UriKind.Relative))).EnsureSuccessStatusCode();
        (await revoked.Get("Users")).Refused(401);
        var later = DateTimeOffset.UtcNow.AddDays(1).ToString("O", CultureInfo.InvariantCulture);
        var (expired, _) = await IssueAsync(admin, client, $$"""{"name":"Okta","expiresAt":"{{later}}"}""");
        var past = DateTimeOffset.UtcNow.AddSeconds(-1);
        await host.ChangeTokenAsync(client, token => token.Name == "Okta", token => token with { ExpiresAt = past });
        (await expired.Post("Users", TenantClient.UserBody("late@acme.example"))).Refused(401);
        var (elsewhere, _) = await IssueAsync(admin, client, """{"addresses":["203.0.113.0/24"]}""");
        (await elsewhere.Get("Users")).Refused(403);

        var refused = await host.RequestsAsync(client, "tokenState pr");
        Assert.Equal(["address", "expired", "revoked"], refused.Select(one => one.Text("tokenState")).Distinct());
        Assert.Equal("Okta", refused.First(one => one.Text("tokenState") == "expired").Text("tokenName"));
        foreach (var one in (TenantClient[])[revoked, expired, elsewhere])
            one.Dispose();
    }

    [Fact]
    public async Task What_nobodys_token_sent_is_counted_by_address_and_reason_with_samples()
    {
        using var nobody = new TenantClient(host, Contracts.TenantId.Parse("nobody", null), "not-a-token");
        (await nobody.Get("Users")).Refused(401);
        (await nobody.Get("Users")).Refused(401);
        (await nobody.Get("Nothing")).Refused(404);
        var list = await host.GetAsync($"/api/requests?filter={Uri.EscapeDataString("reason eq \"unknownToken\"")}");
        // Two, if an hour begins just now.
        var counted = list["items"]!.AsArray().Select(item => item!).Reverse().ToList();
        Assert.All(counted, item => Assert.Equal("127.0.0.1", item.Text("address")));
        Assert.Equal(3, counted.Sum(item => (int)item["count"]!));
        Assert.Equal(
            ["/Users", "/Users", "/Nothing"],
            counted.SelectMany(item => item["samples"]!.AsArray()).Select(sample => sample!.Text("path")));
        Assert.DoesNotContain("not-a-token", list.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_path_with_a_good_token_is_the_tenants()
    {
        using var client = await host.NewTenantAsync();
        (await client.Get("Userz")).Refused(404);
        Assert.Equal("/Userz", Assert.Single(await host.RequestsAsync(client)).Text("path"));
    }

    private async Task<(TenantClient Client, string Id)> IssueAsync(HttpClient admin, TenantClient client, string terms)
    {
        using var issued = await admin.PostAsync($"/api/tenants/{client.Tenant}/tokens", IngressHost.Json(terms));
        issued.EnsureSuccessStatusCode();
        var token = JsonNode.Parse(await issued.Content.ReadAsStringAsync())!;
        return (new TenantClient(host, client.Tenant, $"{token["token"]}"), $"{token["id"]}");
    }
}
