using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using Scim.Protocol.Limits;
using static Scim.Bus.Ingress.Tests.TenantClient;

namespace Scim.Bus.Ingress.Tests.Cases;

/// <summary>Reported faults of SCIM over HTTP (RFC 9110), by the numbers of the report, with their neighbours.</summary>
public sealed class HttpCases(IngressHost host) : IClassFixture<IngressHost>
{
    [Theory]
    [InlineData("gzip", "Users")]
    [InlineData("gzip", "Groups")]
    [InlineData("gzip", "Bulk")]
    [InlineData("gzip", ".search")]
    [InlineData("br", "Users")]
    [InlineData("identity, gzip", "Users")]
    public async Task Case_17_a_compressed_body_is_415_and_the_answer_says_what_is_taken(string coding, string path)
    {
        using var client = await host.NewTenantAsync();
        var refusal = (await PostAsync(client, path, Gzip(UserBody("ann")), "application/scim+json", coding)).Refused(415);
        Assert.Contains(coding, refusal.Detail, StringComparison.Ordinal);
        Assert.Equal("identity", refusal.Headers["Accept-Encoding"].Single());
        Assert.Equal(0, (await client.Get("Users")).Expect(200).Total());
    }

    [Fact]
    public async Task Case_17_a_body_that_says_it_has_no_coding_is_taken()
    {
        using var client = await host.NewTenantAsync();
        (await PostAsync(client, "Users", Encoding.UTF8.GetBytes(UserBody("ann")), "application/scim+json", "identity")).Expect(201);
    }

    [Theory]
    [InlineData("application/scim+json; charset=utf8")]
    [InlineData("application/scim+json; charset=UTF8")]
    [InlineData("application/scim+json;charset=\"utf-8\"")]
    [InlineData("application/json; charset=utf-8")]
    public async Task Case_18_a_charset_that_means_UTF_8_is_taken(string mediaType)
    {
        using var client = await host.NewTenantAsync();
        var id = (await client.Post("Users", UserBody("ann"), ("Content-Type", mediaType))).Expect(201).Id;
        (await client.Put($"Users/{id}", UserBody("ann2"), ("Content-Type", mediaType))).Expect(200);
        (await client.Patch($"Users/{id}", """{"op":"add","path":"title","value":"x"}""", ("Content-Type", mediaType))).Expect(200);
    }

    [Theory]
    [InlineData("application/scim+json; charset=utf-16")]
    [InlineData("application/scim+json; charset=iso-8859-1")]
    [InlineData("application/xml; charset=utf-8")]
    public async Task Case_18_any_other_charset_or_type_is_415(string mediaType)
    {
        using var client = await host.NewTenantAsync();
        var refusal = (await client.Post("Users", UserBody("ann"), ("Content-Type", mediaType))).Refused(415);
        Assert.Contains(mediaType, refusal.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ServiceProviderConfig")]
    [InlineData("ResourceTypes")]
    [InlineData("ResourceTypes/User")]
    [InlineData("Schemas")]
    [InlineData("Schemas/" + UserUrn)]
    [InlineData("Users")]
    [InlineData("Groups")]
    [InlineData("")]
    [InlineData("Users?filter=userName%20eq%20%22ann%22")]
    [InlineData("Users/{user}")]
    [InlineData("Groups/{group}")]
    [InlineData("Users/none")]
    [InlineData("Users?filter=nonsense")]
    [Trait("Takes", "Seconds")]
    public async Task Case_19_HEAD_is_answered_as_GET_without_a_body(string path)
    {
        using var client = await host.NewTenantAsync();
        var user = await client.User("ann");
        path = path.Replace("{user}", user, StringComparison.Ordinal)
            .Replace("{group}", await client.Group("g", user), StringComparison.Ordinal);
        var got = await client.Get(path);
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using var head = await client.Http.SendAsync(request);
        Assert.Equal(got.Status, (int)head.StatusCode);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        Assert.Equal(got.ETag, head.Headers.ETag?.ToString());
        Assert.Equal(got.Headers["Content-Type"].Single(), head.Content.Headers.ContentType!.ToString());
    }

    [Theory]
    [InlineData("Bulk")]
    [InlineData("Users/.search")]
    public async Task Case_19_HEAD_is_405_where_GET_is(string path)
    {
        using var client = await host.NewTenantAsync();
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using var head = await client.Http.SendAsync(request);
        // '.search' is also the id of no user.
        Assert.Equal((await client.Get(path)).Status, (int)head.StatusCode);
    }

    [Fact]
    public async Task Case_21_a_filter_of_the_longest_that_is_taken_gets_through_by_GET()
    {
        using var client = await host.NewTenantAsync();
        // Three bytes in UTF-8, each of them escaped: the longest request line that a legal filter makes.
        const string start = "userName eq \"ann\" or title eq \"";
        var filter = start + new string('語', RequestLimits.FilterLength - start.Length - 1) + "\"";
        await client.User("ann");
        Assert.Equal("ann", (await client.Get($"Users?count=5&filter={Uri.EscapeDataString(filter)}")).Expect(200).Names());
    }

    [Fact]
    public async Task Case_21_a_longer_filter_is_a_SCIM_error_by_GET_and_by_POST()
    {
        using var client = await host.NewTenantAsync();
        var filter = $"userName eq \"{new string('x', 8_200)}\"";
        var byGet = (await client.Find("Users", filter)).Refused(400, "invalidFilter");
        Assert.Contains($"{RequestLimits.FilterLength}", byGet.Detail, StringComparison.Ordinal);
        var byPost = await client.Search("Users/.search", $"\"filter\":\"{filter.Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
        byPost.Refused(400, "invalidFilter");
    }

    [Theory]
    [InlineData("/scim/v2//Users")]
    [InlineData("/scim/v2///Users")]
    [InlineData("/scim//v2/Users")]
    [InlineData("//scim/v2/Users")]
    [InlineData("/scim/v2/Users//")]
    public async Task Case_22_repeated_slashes_count_as_one(string path)
    {
        using var client = await host.NewTenantAsync();
        await client.User("ann");
        Assert.Equal("ann", (await SendAsync(client, HttpMethod.Get, path)).Expect(200).Names());
        var created = (await SendAsync(client, HttpMethod.Post, path, UserBody("bea"))).Expect(201);
        var location = new Uri(created.Headers["Location"].Single());
        Assert.Equal($"/scim/v2/Users/{created.Id}", location.AbsolutePath);
        (await SendAsync(client, HttpMethod.Get, $"{path}/{created.Id}")).Expect(200);
    }

    [Fact]
    public async Task Case_22_a_repeated_slash_opens_nothing_without_a_token()
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        (await Response.ReadAsync(await http.GetAsync(new Uri(host.Address, "/scim/v2//Users")))).Refused(401);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer wrong")]
    public async Task Case_23_the_service_provider_configuration_is_readable_without_a_valid_token(string? authorization)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        if (authorization is not null)
            http.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(authorization);
        var config = await Response.ReadAsync(await http.GetAsync(new Uri("/scim/v2/ServiceProviderConfig", UriKind.Relative)));
        Assert.Equal("oauthbearertoken", config.Expect(200).Body["authenticationSchemes"]![0]!["type"]!.GetValue<string>());
        var location = config.Body["meta"]!["location"]!.GetValue<string>();
        Assert.Equal(new Uri(host.Address, "/scim/v2/ServiceProviderConfig"), new Uri(location));
        (await Response.ReadAsync(await http.GetAsync(
            new Uri("/scim/v2/ServiceProviderConfig?filter=id%20pr", UriKind.Relative)))).Refused(403);
    }

    [Theory]
    [InlineData("Schemas")]
    [InlineData("ResourceTypes")]
    [InlineData("ServiceProviderConfig/x")]
    public async Task Case_23_other_discovery_needs_the_token(string path)
    {
        using var http = new HttpClient { BaseAddress = new Uri(host.Address, "/scim/v2/") };
        var answer = await Response.ReadAsync(await http.GetAsync(new Uri(path, UriKind.Relative)));
        answer.Refused(path == "ServiceProviderConfig/x" ? 404 : 401);
    }

    private static byte[] Gzip(string text)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionMode.Compress))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return compressed.ToArray();
    }

    private static async Task<Response> PostAsync(TenantClient client, string path, byte[] body, string mediaType, string coding)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        using var response = await client.Http.PostAsync(new Uri(path, UriKind.Relative), content);
        return await Response.ReadAsync(response);
    }

    /// <summary>Sends a request to a path as it stands: HttpClient keeps repeated slashes of an absolute address.</summary>
    private async Task<Response> SendAsync(TenantClient client, HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri($"{host.Address.ToString().TrimEnd('/')}{path}"));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/scim+json");
        using var response = await client.Http.SendAsync(request);
        return await Response.ReadAsync(response);
    }
}
