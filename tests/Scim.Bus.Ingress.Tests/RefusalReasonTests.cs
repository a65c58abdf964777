using System.Net.Http.Headers;
using Scim.Bus.ServiceDefaults.Requests;

namespace Scim.Bus.Ingress.Tests;

/// <summary>The reason of a refusal is found from what the client was told, so that both change together.</summary>
public sealed class RefusalReasonTests(IngressHost host) : IClassFixture<IngressHost>
{
    private const string Nobody = "0198a000-0000-7000-8000-00000000000a";

    [Theory]
    [InlineData("timeZone", "POST", "Users", """{"schemas":["$USER"],"userName":"tz","timezone":"GMT Standard Time"}""")]
    [InlineData("timeZone", "POST", "Users", """{"schemas":["$USER"],"userName":"tz","timezone":"europe/london"}""")]
    [InlineData("userNameTaken", "POST", "Users", """{"schemas":["$USER"],"userName":"ann"}""")]
    [InlineData(
        "emailTaken", "POST", "Users", """{"schemas":["$USER"],"userName":"b","emails":[{"value":"ann@acme.example","type":"work"}]}""")]
    [InlineData("groupNameTaken", "POST", "Groups", """{"schemas":["$GROUP"],"displayName":"Recruiters"}""")]
    [InlineData("unknownMember", "POST", "Groups", """{"schemas":["$GROUP"],"displayName":"G","members":[{"value":"x"}]}""")]
    [InlineData(
        "unknownMember", "POST", "Groups", """{"schemas":["$GROUP"],"displayName":"G","members":[{"value":"$ANN","type":"Group"}]}""")]
    [InlineData("unknownAttribute", "PATCH", "Users/$ANN", """{"schemas":["$PATCH"],"Operations":[{"op":"add","path":"x","value":1}]}""")]
    [InlineData("missingAttribute", "POST", "Users", """{"schemas":["$USER"],"displayName":"Ann"}""")]
    [InlineData("readOnly", "PATCH", "Users/$ANN", """{"schemas":["$PATCH"],"Operations":[{"op":"remove","path":"userName"}]}""")]
    [InlineData("value", "POST", "Users", """{"schemas":["$USER"],"userName":"c","active":"perhaps"}""")]
    [InlineData("path", "PATCH", "Users/$ANN", """{"schemas":["$PATCH"],"Operations":[{"op":"replace","path":"a[b","value":1}]}""")]
    [InlineData("syntax", "POST", "Users", """{"schemas":""")]
    [InlineData("filter", "GET", "Users?filter=userName+is+1", null)]
    [InlineData("notFound", "GET", $"Users/{Nobody}", null)]
    [InlineData("stale", "DELETE", "Users/$ANN", null)]
    [InlineData("unsupported", "GET", "Me", null)]
    [Trait("Takes", "Seconds")]
    public async Task A_refused_request_has_a_reason_with_advice(string reason, string method, string path, string? body)
    {
        using var client = await host.NewTenantAsync();
        var ann = await client.User("ann", """ "emails":[{"value":"ann@acme.example","type":"work"}]""");
        await client.Group("Recruiters");
        (string, string)[] headers = method == "DELETE" ? [("If-Match", "W/\"9\"")] : [];
        var answer = await client.Send(new HttpMethod(method), Fill(path), body is null ? null : Fill(body), headers);
        Assert.Equal(reason, RefusalReason.From(answer.Status, answer.ScimType, answer.Detail).Name);

        string Fill(string text) => text
            .Replace("$USER", TenantClient.UserUrn, StringComparison.Ordinal)
            .Replace("$GROUP", TenantClient.GroupUrn, StringComparison.Ordinal)
            .Replace("$PATCH", TenantClient.PatchUrn, StringComparison.Ordinal)
            .Replace("$ANN", ann, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_group_and_a_wrong_token_have_a_reason()
    {
        using var client = await host.NewTenantAsync(settings: ""","secondGroup":"reject" """);
        var ann = await client.User("ann");
        await client.Group("One", ann);
        var second = await client.Post("Groups", TenantClient.GroupBody("Two", ann));
        Assert.Equal("secondGroup", RefusalReason.From(second.Status, second.ScimType, second.Detail).Name);
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "wrong");
        var wrong = await client.Get("Users");
        Assert.Equal("wrongToken", RefusalReason.From(wrong.Status, wrong.ScimType, wrong.Detail).Name);
    }

    [Fact]
    public void The_state_of_a_known_token_is_the_reason_whatever_the_answer_says()
    {
        Assert.Equal(
            ["tokenExpired", "tokenRevoked", "address", "wrongToken"],
            ((string?[])["expired", "revoked", "address", null]).Select(state => RefusalReason.From(401, null, "No.", state).Name));
        Assert.Equal(RefusalReason.All.Count, RefusalReason.All.DistinctBy(reason => reason.Name).Count());
        Assert.All(RefusalReason.All, reason => Assert.Equal(reason, RefusalReason.Named(reason.Name)));
        Assert.Equal("other", RefusalReason.Named("no such reason").Name);
    }
}
