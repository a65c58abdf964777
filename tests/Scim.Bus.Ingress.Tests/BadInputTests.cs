namespace Scim.Bus.Ingress.Tests;

/// <summary>Authentication, and refused input.</summary>
public sealed class BadInputTests(IngressHost host) : IClassFixture<IngressHost>
{
    [Theory]
    [InlineData(null)]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer ")]
    [InlineData("Basic YWJjOmRlZg==")]
    public async Task A_request_without_a_valid_token_is_401(string? authorization)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/scim/v2/Users");
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        var answer = await Response.ReadAsync(await http.SendAsync(request));
        answer.Refused(401);
        Assert.StartsWith("Bearer", answer.Headers["WWW-Authenticate"].Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task I7_a_token_gives_access_to_one_tenant_only()
    {
        using var acme = await host.NewTenantAsync();
        using var globex = await host.NewTenantAsync();
        var id = await acme.User("ann");
        (await globex.Get($"Users/{id}")).Refused(404);
        (await globex.Patch($"Users/{id}", """{"op":"replace","path":"title","value":"x"}""")).Refused(404);
        (await globex.Delete($"Users/{id}")).Refused(404);
        Assert.Equal(0, (await globex.Find("Users", "userName eq \"ann\"")).Body["totalResults"]!.GetValue<int>());
        (await globex.Post("Groups", TenantClient.GroupBody("g", id))).Refused(400, "invalidValue");
        await globex.User("ann");
    }

    [Fact]
    public async Task A_tenant_can_have_two_tokens_and_a_revoked_one_is_refused()
    {
        using var client = await host.NewTenantAsync();
        using var admin = host.Admin();
        var second = await Response.ReadAsync(await admin.PostAsync($"/api/tenants/{client.Tenant}/tokens", IngressHost.Json("{}")));
        var secret = second.Expect(201).Body["token"]!.GetValue<string>();
        using var rotated = new TenantClient(host, client.Tenant, secret);
        (await rotated.Get("Users")).Expect(200);
        (await client.Get("Users")).Expect(200);

        Assert.Equal(204, (int)(await admin.DeleteAsync($"/api/tenants/{client.Tenant}/tokens/{second.Id}")).StatusCode);
        (await rotated.Get("Users")).Refused(401);
        (await client.Get("Users")).Expect(200);

        var list = await Response.ReadAsync(await admin.GetAsync($"/api/tenants/{client.Tenant}/tokens"));
        var left = Assert.Single(list.Body["items"]!.AsArray());
        Assert.NotNull(left!["lastUsedAt"]);
        Assert.Null(left["token"]);
        Assert.DoesNotContain(client.Token, list.Body.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GMT+1")]
    [InlineData("Eastern Standard Time")]
    [InlineData("London")]
    public async Task An_invalid_time_zone_is_refused_with_an_example_of_a_valid_one(string zone)
    {
        using var client = await host.NewTenantAsync();
        var refusal = (await client.Post("Users", TenantClient.UserBody("u", $"\"timezone\":\"{zone}\""))).Refused(400, "invalidValue");
        Assert.Contains(zone, refusal.Detail, StringComparison.Ordinal);
        Assert.Contains("Europe/London", refusal.Detail, StringComparison.Ordinal);
        Assert.Equal(0, (await client.Get("Users")).Body["totalResults"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("count=x")]
    [InlineData("startIndex=1.5")]
    [InlineData("sortOrder=up")]
    [InlineData("sortBy=shoeSize")]
    [InlineData("filter=userName%20eq")]
    [InlineData("filter=a%20pr&filter=b%20pr")]
    [InlineData("cursor=nonsense")]
    public async Task An_invalid_parameter_is_400(string query)
    {
        using var client = await host.NewTenantAsync();
        var answer = await client.Get($"Users?{query}");
        answer.Refused(400, answer.ScimType);
        Assert.NotNull(answer.ScimType);
    }

    [Fact]
    public async Task The_response_is_plain_json_if_the_client_accepts_nothing_else()
    {
        using var client = await host.NewTenantAsync();
        Assert.Equal("application/json", (await client.Get("Users", ("Accept", "application/json"))).Headers["Content-Type"].Single());
        Assert.Equal(
            "application/scim+json",
            (await client.Get("Users", ("Accept", "application/scim+json, application/json"))).Headers["Content-Type"].Single());
    }
}
