using System.Text.Json.Nodes;

namespace Scim.Bus.Ingress.Tests;

/// <summary>A tenant's settings in the admin API, with what their types cannot check.</summary>
public sealed class TenantSettingsTests(IngressHost host) : IClassFixture<IngressHost>
{
    [Fact]
    public async Task Every_setting_is_shown_with_its_default()
    {
        using var client = await host.NewTenantAsync();
        var tenant = (await AdminAsync(client, HttpMethod.Get)).Expect(200).Body;
        Assert.Empty(tenant["adminEmails"]!.AsArray());
        Assert.Equal(
            (true, true, false, false),
            (Flag(tenant, "welcomeEmails"), Flag(tenant, "changeEmails"), Flag(tenant, "keepAccessDuringGrace"), Flag(tenant, "lenient")));
        Assert.True(tenant.ContainsKey("removalGraceSeconds") && tenant["removalGraceSeconds"] is null);
        Assert.True(tenant.ContainsKey("groupsToSync") && tenant["groupsToSync"] is null);
    }

    [Fact]
    public async Task Settings_can_be_changed_and_reset()
    {
        using var client = await host.NewTenantAsync(settings: ""","adminEmails":["pat@acme.example"],"removalGraceSeconds":0""");
        var tenant = (await AdminAsync(client, HttpMethod.Get)).Expect(200).Body;
        Assert.Equal(
            ("pat@acme.example", 0),
            (tenant["adminEmails"]![0]!.GetValue<string>(), tenant["removalGraceSeconds"]!.GetValue<int>()));

        tenant = (await AdminAsync(
            client,
            HttpMethod.Patch,
            """{"adminEmails":["pat@acme.example","PAT@acme.example","zoë@acme.example"],"removalGraceSeconds":3600}""")).Expect(200).Body;
        Assert.Equal(
            ["pat@acme.example", "zoë@acme.example"],
            tenant["adminEmails"]!.AsArray().Select(address => address!.GetValue<string>()));
        var version = tenant["version"]!.GetValue<long>();
        tenant = (await AdminAsync(
            client, HttpMethod.Patch, """{"adminEmails":["pat@acme.example","zoë@acme.example"]}""")).Expect(200).Body;
        Assert.Equal(version, tenant["version"]!.GetValue<long>());
        tenant = (await AdminAsync(client, HttpMethod.Patch, """{"adminEmails":null,"removalGraceSeconds":null}""")).Expect(200).Body;
        Assert.Empty(tenant["adminEmails"]!.AsArray());
        Assert.Null(tenant["removalGraceSeconds"]);
    }

    [Theory]
    [InlineData("""{"adminEmails":["pat"]}""", "'pat'")]
    [InlineData("""{"adminEmails":["pat@acme.example","Pat <pat@acme.example>"]}""", "'Pat <pat@acme.example>'")]
    [InlineData("""{"adminEmails":["pat@acme.example\r\nBcc: all@acme.example"]}""", "adminEmails")]
    [InlineData("""{"adminEmails":["a@acme.example,b@acme.example"]}""", "adminEmails")]
    [InlineData("""{"adminEmails":["@acme.example"]}""", "adminEmails")]
    [InlineData("""{"adminEmails":[""]}""", "adminEmails")]
    [InlineData("""{"adminEmails":[null]}""", "adminEmails")]
    [InlineData("""{"adminEmails":"pat@acme.example"}""", "adminEmails")]
    [InlineData("""{"name":null}""", "name")]
    [InlineData("""{"groupsToSync":[null]}""", "groupsToSync")]
    [InlineData("""{"secondGroup":7}""", "secondGroup")]
    [InlineData("""{"lenient":"yes"}""", "lenient")]
    [InlineData("""{"identityProvider":9}""", "identityProvider")]
    [InlineData("""{"removalGraceSeconds":-1}""", "removalGraceSeconds")]
    [InlineData("""{"removalGraceSeconds":3601}""", "removalGraceSeconds")]
    [InlineData("""{"removalGraceSeconds":1.5}""", "removalGraceSeconds")]
    public async Task An_invalid_setting_is_refused_by_name(string settings, string naming)
    {
        using var client = await host.NewTenantAsync();
        var answer = (await AdminAsync(client, HttpMethod.Patch, settings)).Expect(400);
        Assert.Contains(naming, answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_number_of_admin_addresses_is_limited()
    {
        using var client = await host.NewTenantAsync();
        var addresses = new JsonArray([.. Enumerable.Range(0, 21).Select(i => JsonValue.Create($"a{i}@acme.example"))]);
        (await AdminAsync(client, HttpMethod.Patch, new JsonObject { ["adminEmails"] = addresses }.ToJsonString())).Expect(400);
    }

    private async Task<Response> AdminAsync(TenantClient client, HttpMethod method, string? body = null)
    {
        using var admin = host.Admin();
        using var request = new HttpRequestMessage(method, $"/api/tenants/{client.Tenant}");
        request.Content = body is null ? null : IngressHost.Json(body);
        using var response = await admin.SendAsync(request);
        return await Response.ReadAsync(response);
    }

    private static bool Flag(JsonObject tenant, string name) => tenant[name]!.GetValue<bool>();
}
