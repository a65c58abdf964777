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
        Assert.True(tenant.ContainsKey("silentAfterHours") && tenant["silentAfterHours"] is null);
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
    [InlineData("""{"name":null}""", "'name' is null; it takes a text.")]
    [InlineData("""{"groupsToSync":[null]}""", "'groupsToSync' is an array of one element; it takes an array of ids of groups, or null.")]
    [InlineData("""{"secondGroup":7}""", "'secondGroup' is 7; it takes 'latestWins' or 'reject'.")]
    [InlineData("""{"secondGroup":"refuse"}""", "'secondGroup' is 'refuse'; it takes 'latestWins' or 'reject'.")]
    [InlineData("""{"lenient":"yes"}""", "'lenient' is 'yes'; it takes true or false.")]
    [InlineData("""{"identityProvider":9}""", "identityProvider")]
    [InlineData("""{"removalGraceSeconds":-1}""", "removalGraceSeconds")]
    [InlineData("""{"removalGraceSeconds":3601}""", "removalGraceSeconds")]
    [InlineData("""{"removalGraceSeconds":1.5}""", "removalGraceSeconds")]
    [InlineData("""{"silentAfterHours":0}""", "'silentAfterHours' is 0; it must be from 1 to 720, or null.")]
    [InlineData("""{"silentAfterHours":721}""", "'silentAfterHours' is 721; it must be from 1 to 720, or null.")]
    [InlineData("""{"silentAfterHours":"a day"}""", "'silentAfterHours' is 'a day'; it takes a whole number of hours, or null.")]
    [Trait("Takes", "Seconds")]
    public async Task An_invalid_setting_is_refused_by_name(string settings, string naming)
    {
        using var client = await host.NewTenantAsync();
        var answer = (await AdminAsync(client, HttpMethod.Patch, settings)).Expect(400);
        Assert.Contains(naming, answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Case_29_a_tenants_name_is_as_short_as_any()
    {
        using var client = await host.NewTenantAsync();
        (await AdminAsync(client, HttpMethod.Patch, $$"""{"name":"{{new string('n', 256)}}"}""")).Expect(200);
        var answer = (await AdminAsync(client, HttpMethod.Patch, $$"""{"name":"{{new string('n', 257)}}"}""")).Expect(400);
        Assert.Equal("'name' has 257 characters; 256 is the most.", answer.Detail);
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
