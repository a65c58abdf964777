using System.Text;
using Scim.Bus.ServiceDefaults.Tests.Hosts;

namespace Scim.Bus.ServiceDefaults.Tests;

/// <summary>Every endpoint of the admin API that takes a body, with bodies that it does not take.</summary>
public sealed class BadBodyTests(AllServices all) : IClassFixture<AllServices>
{
    private readonly AdminHost _host = all.Host;

    [Theory]
    [InlineData("{bad")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("7")]
    [InlineData("{} {}")]
    [InlineData("{\"MEMBER\":null,\"MEMBER\":null}")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"MEMBER\":\"\\ud800\"}")]
    [Trait("Takes", "Seconds")]
    public Task Case_31_a_body_that_is_not_what_it_should_be_is_a_bad_request(string body) => ForEachAsync(async endpoint =>
    {
        using var content = Json(body.Replace("MEMBER", endpoint.BodyMember, StringComparison.Ordinal));
        (await _host.SendAsync(endpoint.Method, endpoint.PathOf(AdminHost.Tenant), content)).ExpectProblem(400);
    });

    [Fact]
    [Trait("Takes", "Seconds")]
    public Task Case_31_a_body_that_is_missing_is_a_bad_request_unless_it_is_optional() => ForEachAsync(async endpoint =>
    {
        foreach (var content in (HttpContent?[])[null, Json(""), Json("null")])
        {
            using (content)
            {
                var answer = await _host.SendAsync(endpoint.Method, endpoint.PathOf(AdminHost.Tenant), content);
                if (endpoint.RequiresBody)
                    Assert.Equal("A request body is required.", answer.ExpectProblem(400).Detail);
                else
                    Assert.True(answer.Status < 300, $"{answer.To} was answered with {answer.Status}: {answer.Text}");
            }
        }
    });

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [Trait("Takes", "Seconds")]
    public Task A_body_that_is_not_JSON_is_an_unsupported_media_type(string media) => ForEachAsync(async endpoint =>
    {
        using var content = new StringContent("{}", Encoding.UTF8, media);
        (await _host.SendAsync(endpoint.Method, endpoint.PathOf(AdminHost.Tenant), content)).ExpectProblem(415);
    });

    [Fact]
    [Trait("Takes", "Seconds")]
    public Task A_body_in_an_unknown_charset_is_an_unsupported_media_type() => ForEachAsync(async endpoint =>
    {
        using var content = Json("{}");
        content.Headers.ContentType!.CharSet = "no-such-charset";
        (await _host.SendAsync(endpoint.Method, endpoint.PathOf(AdminHost.Tenant), content)).ExpectProblem(415);
    });

    [Theory]
    [InlineData("POST", "sync", """{"dryRun":"x"}""", "'dryRun' is 'x'; it takes true or false.")]
    [InlineData("POST", "sync", """{"groups":["7"]}""", "'groups[0]' is '7'; it takes an id.")]
    [InlineData(
        "POST",
        "replays",
        """{"types":["users","dogs"]}""",
        "'types[1]' is 'dogs'; it takes one of users, groups, memberships, accounts, access.")]
    [InlineData("POST", "replays", """{"rate":{"a":1}}""", "'rate' is an object with 'a'; it takes a whole number.")]
    [InlineData("POST", "sync", """{"dryRun":true,"dryRun":true}""", "The request body has 'dryRun' twice.")]
    [InlineData("POST", "accounts", """{"workEmail":"a@acme.example","workEmail":1}""", "The request body has a name twice.")]
    [InlineData("POST", "accounts", "{bad", "The request body is not a JSON object as this call takes it (line 1, byte 2).")]
    [InlineData("GET", "accounts?count=many", null, "'count' is 'many', which is not allowed there.")]
    [InlineData("GET", "accounts/7", null, "'id' is '7', which is not allowed there.")]
    [Trait("Takes", "Seconds")]
    public async Task A_refusal_says_what_is_wrong(string method, string path, string? body, string detail)
    {
        using var content = body is null ? null : Json(body);
        var answer = await _host.SendAsync(new HttpMethod(method), $"/api/tenants/{AdminHost.Tenant}/{path}", content);
        Assert.Equal(detail, answer.ExpectProblem(400).Detail);
    }

    [Theory]
    [InlineData("""{"permissions":[null]}""")]
    [InlineData("""{"visibilities":[null]}""")]
    public async Task A_list_of_names_that_contains_null_is_a_bad_request(string settings)
    {
        using var content = Json(settings);
        var path = $"/api/tenants/{AdminHost.Tenant}/access-groups/{Guid.CreateVersion7()}/settings";
        var answer = (await _host.SendAsync(HttpMethod.Put, path, content)).ExpectProblem(400);
        Assert.Contains("contains null", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Case_29_a_name_that_continues_one_of_the_catalogue_is_as_short_as_any()
    {
        using var content = Json($$"""{"visibilities":["location:{{new string('x', 248)}}"]}""");
        var path = $"/api/tenants/{AdminHost.Tenant}/access-groups/{Guid.CreateVersion7()}/settings";
        var answer = (await _host.SendAsync(HttpMethod.Put, path, content)).ExpectProblem(400);
        Assert.EndsWith(" has 257 characters; 256 is the most.", answer.Detail, StringComparison.Ordinal);
    }

    private async Task ForEachAsync(Func<AdminEndpoint, Task> test)
    {
        var endpoints = _host.Endpoints.Where(endpoint => endpoint.TakesBody).ToList();
        Assert.True(endpoints.Count > 7, $"Only {endpoints.Count} endpoints were found.");
        foreach (var endpoint in endpoints)
            await test(endpoint);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
