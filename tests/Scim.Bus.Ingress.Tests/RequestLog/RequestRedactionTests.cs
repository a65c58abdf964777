using System.Text.Json.Nodes;
using Scim.Bus.Ingress.RequestLog;

namespace Scim.Bus.Ingress.Tests.RequestLog;

/// <summary>No request on record holds a secret, wherever it was sent.</summary>
public sealed class RequestRedactionTests(IngressHost host) : IClassFixture<IngressHost>
{
    private const string Marker = "PLANTED-m4rk3r";

    /// <summary>Bodies with a marker in every place that may hold a secret; most are refused.</summary>
    public static TheoryData<string> Bodies =>
    [
        User($"\"password\":\"{Marker}\""),
        User($"\"Password\":{{\"value\":\"{Marker}\"}}"),
        User($"\"password\":[\"{Marker}\"]"),
        User($"\"urn:acme:2.0:User\":{{\"apiKey\":\"{Marker}\",\"otpSeed\":\"{Marker}\",\"pin\":\"{Marker}\"}}"),
        User($"\"urn:acme:2.0:User\":{{\"api_key\":\"{Marker}\",\"Client-Secret\":\"{Marker}\",\"accessToken\":[{{\"a\":\"{Marker}\"}}]}}"),
        User($"\"urn:acme:2.0:User\":{{\"passwordHash\":\"{Marker}\",\"APIKey\":\"{Marker}\",\"private key\":\"{Marker}\"}}"),
        User($"\"ims\":[{{\"type\":\"token\",\"value\":\"{Marker}\"}}]"),
        User($"\"ims\":[{{\"name\":\"password\",\"value\":\"{Marker}\",\"display\":\"{Marker}\"}}]"),
        User($"\"title\":\"Bearer {Marker}\""),
        User($"\"nickName\":\"scimbus_{Marker}\""),
        User($"\"profileUrl\":\"https://ann:{Marker}@acme.example\""),
        User($"\"profileUrl\":\"https://acme.example/me?access_token={Marker}\""),
        User($"\"title\":\"-----BEGIN PRIVATE KEY-----{Marker}\""),
        User($"\"title\":\"eyJhbGciOiJIUzI1NiJ9.{Marker}.sig\""),
    ];

    public static TheoryData<string> Patches =>
    [
        $$"""{"op":"replace","path":"password","value":"{{Marker}}"}""",
        $$"""{"op":"replace","path":"password","value":{"{{Marker}}":1} }""",
        $$"""{"op":"replace","value":{"password":"{{Marker}}"} }""",
        $$"""{"OP":"replace","Path":"urn:acme:2.0:User:apiToken","Value":"{{Marker}}"}""",
        $$"""{"op":"add","path":"credentials[secret eq \"{{Marker}}\"].value","value":"x"}""",
        $$"""{"op":"add","value":{"urn:acme:2.0:User:clientSecret":"{{Marker}}"} }""",
        $$"""{"op":"replace","value":{"name.password":"{{Marker}}","timezone":"Nowhere"} }""",
    ];

    [Theory]
    [MemberData(nameof(Bodies))]
    [Trait("Takes", "Seconds")]
    public async Task No_secret_of_a_new_user_is_on_record(string body)
    {
        using var client = await host.NewTenantAsync();
        await client.Post("Users", body);
        await AssertNothingIsRevealedAsync(client);
    }

    [Theory]
    [MemberData(nameof(Patches))]
    [Trait("Takes", "Seconds")]
    public async Task No_secret_of_an_operation_is_on_record(string operations)
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann@acme.example");
        await client.Patch($"Users/{id}", operations);
        await AssertNothingIsRevealedAsync(client, "method eq \"PATCH\"");
    }

    [Fact]
    public async Task No_secret_of_a_query_or_path_or_bulk_request_is_on_record()
    {
        using var client = await host.NewTenantAsync(settings: ",\"recordReads\":true");
        await client.Get($"Users?access_token={Marker}&count=1");
        await client.Find("Users", $"password eq \"{Marker}\"");
        await client.Get($"Users/token={Marker}");
        await AssertNothingIsRevealedAsync(client, atLeast: 3);
        await client.Post("Bulk", $$"""
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[
              {"method":"POST","path":"/Users","bulkId":"a","data":{{User($"\"password\":\"{Marker}\"")}}}]}
            """);
        await AssertNothingIsRevealedAsync(client, "bulkId pr");
    }

    [Fact]
    public void What_is_too_large_is_left_out_and_members_are_counted()
    {
        var members = string.Join(',', Enumerable.Range(0, 11).Select(i => $$"""{"value":"{{i}}"}"""));
        var group = Redact(
            $$"""{"displayName":"All","members":[{{members}}],"Operations":[{"path":"members","value":[{{members}}]}]}""");
        Assert.Equal("[11 members]", $"{group["members"]}");
        Assert.Equal("[11 members]", $"{group["Operations"]![0]!["value"]}");

        var large = BodyRedactor.Redact(
            JsonNode.Parse($$"""{"many":[{{string.Join(',', Enumerable.Repeat($"\"{new string('é', 90)}\"", 5_000))}}]}""")!.AsObject(), 1);
        Assert.True(large.Copy.IsTruncated);
        Assert.InRange(large.Copy.Json!.Utf8.Length, 12_000, 16 * 1024);
        Assert.NotEmpty(JsonNode.Parse(large.Copy.Json.ToString())!["many"]!.AsArray());
        // Whatever it quotes might have been hidden in what was left out.
        Assert.Equal("'[redacted]' is no name", large.Hide($"'{Marker}' is no name"));
        Assert.Equal("[5000 characters]", $"{Redact($$"""{"title":"{{new string('x', 5_000)}}"}""")["title"]}");
    }

    [Fact]
    public void What_is_no_secret_stays()
    {
        const string body = """
            {"userName":"ann@acme.example","name":{"givenName":"Ann"},"active":true,"keyword":"a","title":"Head of Tokenomics",
             "emails":[{"type":"work","value":"ann@acme.example","primary":true}],"profileUrl":"https://acme.example/ann?tab=1"}
            """;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(body), Redact(body)));
    }

    private static JsonNode Redact(string body) =>
        JsonNode.Parse(BodyRedactor.Redact(JsonNode.Parse(body)!.AsObject(), null).Copy.Json!.ToString())!;

    private static string User(string attributes) => TenantClient.UserBody("ann@acme.example", attributes);

    private async Task AssertNothingIsRevealedAsync(TenantClient client, string filter = "", int atLeast = 1)
    {
        var requests = await Eventually.Get<IReadOnlyList<JsonNode>>(async () =>
        {
            var found = await host.RequestsAsync(client, filter);
            Assert.True(found.Count >= atLeast, $"{found.Count} requests");
            return found;
        });
        foreach (var request in requests)
        {
            var details = (await host.DetailsAsync(client, request)).ToJsonString();
            Assert.DoesNotContain(Marker, details, StringComparison.OrdinalIgnoreCase);
        }
    }
}
