using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Scim.Bus.Ingress.Tests;

/// <summary>What a token says of itself, when it expires, and from where it may be used.</summary>
public sealed class TokenTests
{
    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_token_has_a_name_a_recognisable_beginning_and_a_year()
    {
        await using var host = await StartAsync();
        using var client = await host.NewTenantAsync();
        var issued = (await IssueAsync(host, client, """{"name":" Okta, production "}""")).Expect(201).Body;
        var secret = (string)issued["token"]!;
        Assert.StartsWith("scimbus_", secret, StringComparison.Ordinal);
        Assert.True(secret.Length > 43, secret);

        var listed = (await TokensAsync(host, client)).Single(token => (string?)token["id"] == (string?)issued["id"]);
        Assert.Equal("Okta, production", (string?)listed["name"]);
        Assert.Equal(secret[..12], (string?)listed["prefix"]);
        Assert.Equal(365, DaysOf(listed));
        using var rotated = new TenantClient(host, client.Tenant, secret);
        (await rotated.Get("Users")).Expect(200);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task The_lifetime_is_a_setting_and_a_token_that_never_expires_is_asked_for()
    {
        await using var host = await StartAsync(("Tokens:Lifetime", "30.00:00:00"));
        using var client = await host.NewTenantAsync();
        var usual = (await IssueAsync(host, client, "{}")).Expect(201).Body;
        Assert.Equal(30, DaysOf(usual));
        Assert.Null((await IssueAsync(host, client, """{"neverExpires":true}""")).Expect(201).Body["expiresAt"]);
    }

    [Theory]
    [InlineData("""{"expiresAt":"2020-01-01T00:00:00Z"}""", "in the past")]
    [InlineData("""{"expiresAt":"2999-01-01T00:00:00Z","neverExpires":true}""", "neverExpires")]
    [InlineData("""{"addresses":["203.0.113.0/33"]}""", "203.0.113.0/24")]
    [InlineData("""{"addresses":["somewhere"]}""", "somewhere")]
    [Trait("Takes", "Seconds")]
    public async Task A_wrong_request_is_refused_with_what_would_be_right(string body, string words)
    {
        await using var host = await StartAsync();
        using var client = await host.NewTenantAsync();
        var refused = (await IssueAsync(host, client, body)).Expect(400);
        Assert.Contains(words, (string?)refused.Body["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", 200)]
    [InlineData("127.0.0.0/8", 200)]
    [InlineData("::1/128", 403)]
    [InlineData("203.0.113.0/24", 403)]
    [Trait("Takes", "Seconds")]
    public async Task A_token_with_ranges_is_refused_from_elsewhere(string range, int status)
    {
        await using var host = await StartAsync();
        using var client = await host.NewTenantAsync();
        var issued = (await IssueAsync(host, client, $$"""{"addresses":["{{range}}"]}""")).Expect(201).Body;
        using var other = new TenantClient(host, client.Tenant, (string)issued["token"]!);
        var answer = await other.Get("Users");
        if (status == 403)
            answer.Refused(403);
        else
            answer.Expect(status);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Requests_do_not_write_when_their_token_was_used_and_the_list_shows_it()
    {
        await using var host = new IngressHost { Configure = CountingStore.Registration };
        await host.InitializeAsync();
        using var client = await host.NewTenantAsync();
        var store = host.Services.GetRequiredService<CountingStore>();
        var written = store.Written("tokens");
        for (var i = 0; i < 20; i++)
            (await client.Get("Users")).Expect(200);
        Assert.Equal(written, store.Written("tokens"));

        var listed = Assert.Single(await TokensAsync(host, client));
        Assert.InRange(At(listed, "lastUsedAt"), At(listed, "createdAt"), DateTimeOffset.UtcNow);
        Assert.Equal(written + 1, store.Written("tokens"));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task The_last_use_survives_a_stop()
    {
        using var folder = new TempFolder("token-use");
        TenantClient client;
        await using (var first = new IngressHost { Folder = folder })
        {
            await first.InitializeAsync();
            client = await first.NewTenantAsync();
            (await client.Get("Users")).Expect(200);
        }

        await using var second = new IngressHost { Folder = folder };
        await second.InitializeAsync();
        Assert.NotNull(Assert.Single(await TokensAsync(second, client))["lastUsedAt"]);
        client.Dispose();
    }

    private static async Task<IngressHost> StartAsync(params (string Name, string Value)[] settings)
    {
        var host = new IngressHost();
        foreach (var (name, value) in settings)
            host.Settings[name] = value;
        await host.InitializeAsync();
        return host;
    }

    private static async Task<Response> IssueAsync(IngressHost host, TenantClient client, string body)
    {
        using var admin = host.Admin();
        return await Response.ReadAsync(await admin.PostAsync($"/api/tenants/{client.Tenant}/tokens", IngressHost.Json(body)));
    }

    private static async Task<IReadOnlyList<JsonNode>> TokensAsync(IngressHost host, TenantClient client)
    {
        using var admin = host.Admin();
        var list = await Response.ReadAsync(await admin.GetAsync($"/api/tenants/{client.Tenant}/tokens"));
        return [.. list.Body["items"]!.AsArray().Select(token => token!)];
    }

    private static double DaysOf(JsonNode token) => Math.Round((At(token, "expiresAt") - At(token, "createdAt")).TotalDays);

    private static DateTimeOffset At(JsonNode token, string name) =>
        DateTimeOffset.Parse((string)token[name]!, CultureInfo.InvariantCulture);
}
