using System.Net.Http.Headers;
using System.Text;

namespace Scim.Bus.Ingress.Tests.Quirks;

/// <summary>Quirks 23 and 27: media types, and SCIM errors for every invalid request.</summary>
public sealed class HttpQuirks(IngressHost host) : IClassFixture<IngressHost>
{
    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/scim+json;charset=UTF-8")]
    [InlineData("Application/SCIM+JSON; charset=\"utf-8\"")]
    public async Task Quirk_23_both_media_types_are_accepted_with_and_without_charset(string contentType)
    {
        using var client = await host.NewTenantAsync();
        (await client.Post("Users", TenantClient.UserBody("u"), ("Content-Type", contentType))).Expect(201);
    }

    [Theory]
    [InlineData("GET", "nothing")]
    [InlineData("POST", "nothing")]
    [InlineData("GET", "Users/1/groups")]
    [InlineData("GET", "Users/no-such-user")]
    [InlineData("GET", "Groups/00000000-0000-0000-0000-000000000000")]
    [InlineData("DELETE", "Users/00000000-0000-0000-0000-000000000000")]
    [InlineData("GET", "Schemas/urn:nothing")]
    [InlineData("GET", "ResourceTypes/Nothing")]
    public async Task Quirk_27_an_unknown_path_or_resource_is_404(string method, string path)
    {
        using var client = await host.NewTenantAsync();
        (await client.Send(new HttpMethod(method), path, method == "POST" ? "{}" : null)).Refused(404);
    }

    [Theory]
    [InlineData("PUT", "Users", "GET, HEAD, POST")]
    [InlineData("DELETE", "Groups", "GET, HEAD, POST")]
    [InlineData("POST", "Users/00000000-0000-0000-0000-000000000000", "DELETE, GET, HEAD, PATCH, PUT")]
    [InlineData("POST", "Schemas", "GET, HEAD")]
    [InlineData("PUT", "ServiceProviderConfig", "GET, HEAD")]
    [InlineData("DELETE", "ResourceTypes", "GET, HEAD")]
    [InlineData("PATCH", "ResourceTypes/User", "GET, HEAD")]
    public async Task Quirk_27_an_unsupported_method_is_405_with_the_allowed_ones(string method, string path, string allowed)
    {
        using var client = await host.NewTenantAsync();
        var answer = (await client.Send(new HttpMethod(method), path, method == "DELETE" ? null : "{}")).Refused(405);
        Assert.Equal(
            allowed,
            string.Join(", ", answer.Headers["Allow"].SelectMany(value => value.Split(", ")).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("<User/>")]
    [InlineData("{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"a\",\"userName\":\"b\"}")]
    public async Task Quirk_27_a_body_that_is_not_a_json_object_is_invalid_syntax(string body)
    {
        using var client = await host.NewTenantAsync();
        (await client.Post("Users", body)).Refused(400, "invalidSyntax");
        (await client.Put($"Users/{await client.User("u")}", body)).Refused(400, "invalidSyntax");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/scim+json; charset=iso-8859-1")]
    [InlineData("nonsense")]
    public async Task Quirk_27_other_media_types_are_415(string contentType)
    {
        using var client = await host.NewTenantAsync();
        (await client.Post("Users", TenantClient.UserBody("u"), ("Content-Type", contentType))).Refused(415);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Quirk_27_a_body_of_2_MB_is_413_with_and_without_content_length(bool isChunked)
    {
        using var client = await host.NewTenantAsync();
        var body = TenantClient.UserBody("u", $"\"title\":\"{new string('x', 2 * 1024 * 1024)}\"");
        using var request = new HttpRequestMessage(HttpMethod.Post, "Users");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/scim+json");
        request.Headers.TransferEncodingChunked = isChunked;
        (await Response.ReadAsync(await client.Http.SendAsync(request))).Refused(413);
        Assert.Equal(0, (await client.Get("Users")).Body["totalResults"]!.GetValue<int>());
    }
}
