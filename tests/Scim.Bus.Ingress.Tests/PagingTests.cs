using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Scim.Bus.Ingress.Tests;

/// <summary>Sorting (RFC 7644, section 3.4.2.3) and pages by cursor (RFC 9865).</summary>
public sealed class PagingTests(IngressHost host) : IClassFixture<IngressHost>
{
    [Theory]
    [InlineData("userName", "a B c D e", "e D c B a")]
    [InlineData("USERNAME", "a B c D e", "e D c B a")]
    [InlineData("title", "e c a B D", "B D a c e")]
    [InlineData("name.familyName", "c B a D e", "D e a B c")]
    [InlineData("emails", "a e B c D", "B c D e a")]
    [InlineData("emails.value", "a e B c D", "B c D e a")]
    [InlineData("externalId", "e a B c D", "B c D a e")]
    [InlineData("active", "B a c D e", "a c D e B")]
    [InlineData(TenantClient.EnterpriseUrn + ":department", "D a B c e", "a B c e D")]
    [InlineData(TenantClient.UserUrn + ":userName", "a B c D e", "e D c B a")]
    [InlineData("meta.created", "a B c D e", null)]
    [InlineData("id", "a B c D e", "e D c B a")]
    [Trait("Takes", "Seconds")]
    public async Task Sorting_ignores_case_unless_the_attribute_is_case_exact(string sortBy, string ascending, string? descending)
    {
        using var client = await PopulatedAsync();
        Assert.Equal(ascending, (await client.Get($"Users?sortBy={sortBy}")).Expect(200).Names());
        Assert.Equal(ascending, (await client.Get($"Users?sortBy={sortBy}&sortOrder=Ascending")).Expect(200).Names());
        if (descending is not null)
            Assert.Equal(descending, (await client.Get($"Users?sortBy={sortBy}&sortOrder=descending")).Expect(200).Names());
    }

    [Fact]
    public async Task A_sort_order_without_sort_by_is_ignored()
    {
        using var client = await PopulatedAsync();
        Assert.Equal("a B c D e", (await client.Get("Users?sortOrder=descending")).Expect(200).Names());
    }

    [Theory]
    [InlineData("")]
    [InlineData("sortBy=userName&sortOrder=descending&")]
    [InlineData("sortBy=title&")]
    [InlineData("sortBy=title&sortOrder=descending&")]
    [InlineData("sortBy=emails&")]
    [InlineData("sortBy=active&sortOrder=descending&")]
    [InlineData("sortBy=meta.created&")]
    [InlineData("filter=userName%20gt%20%22a%22&")]
    [Trait("Takes", "Seconds")]
    public async Task Pages_by_cursor_add_up_to_the_whole_list(string query)
    {
        using var client = await PopulatedAsync();
        var whole = (await client.Get($"Users?{query}")).Names();
        for (var count = 1; count <= 6; count++)
            Assert.Equal(whole, string.Join(' ', (await client.Pages($"Users?{query}count={count}")).Select(resource => resource.Name())));
    }

    [Fact]
    public async Task A_cursor_stays_valid_while_resources_are_created_and_deleted()
    {
        using var client = await PopulatedAsync();
        var first = (await client.Get("Users?sortBy=userName&count=2&cursor=")).Expect(200);
        Assert.Equal(("a B", 5), (first.Names(), first.Total()));
        var second = (await client.Find("Users", "userName eq \"b\"")).Body["Resources"]![0]!["id"]!.GetValue<string>();
        (await client.Delete($"Users/{second}")).Expect(204);
        await client.User("bb");
        await client.User("aa");
        var next = (await client.Get($"Users?sortBy=userName&count=2&cursor={first.Body["nextCursor"]!.GetValue<string>()}")).Expect(200);
        Assert.Equal(("bb c", 6), (next.Names(), next.Total()));
    }

    [Fact]
    public async Task The_last_page_and_pages_by_index_have_no_next_cursor()
    {
        using var client = await PopulatedAsync();
        Assert.Null((await client.Get("Users?count=5&cursor=")).Body["nextCursor"]);
        Assert.NotNull((await client.Get("Users?count=4&cursor=")).Body["nextCursor"]);
        Assert.Null((await client.Get("Users?count=4")).Body["nextCursor"]);
        var none = (await client.Get("Users?count=0&cursor=")).Expect(200);
        Assert.Equal((5, 0, true), (none.Total(), none.Body["itemsPerPage"]!.GetValue<int>(), none.Body["nextCursor"] is null));
        Assert.Equal("", (await client.Get("Users?filter=userName%20eq%20%22none%22&cursor=")).Names());
    }

    [Fact]
    public async Task A_search_by_post_supports_cursors()
    {
        using var client = await PopulatedAsync();
        var first = (await client.Search("Users/.search", "\"cursor\":\"\",\"count\":3,\"sortBy\":\"userName\"")).Expect(200);
        var next = first.Body["nextCursor"]!.GetValue<string>();
        Assert.Equal(
            "D e",
            (await client.Search("Users/.search", $"\"cursor\":\"{next}\",\"count\":3,\"sortBy\":\"userName\"")).Expect(200).Names());
        Assert.Equal("D e", (await client.Get($"Users?cursor={next}&count=3&sortBy=userName")).Expect(200).Names());
    }

    [Fact]
    public async Task A_cursor_of_another_list_is_refused()
    {
        using var client = await PopulatedAsync();
        await client.Group("g");
        await client.Group("h");
        var cursor = (await client.Get("Users?count=1&cursor=&filter=userName%20pr")).Body["nextCursor"]!.GetValue<string>();
        string[] wrong =
        [
            "Users?cursor=x",
            "Users?cursor=%00",
            "Users?cursor=" + new string('A', 2_000),
            $"Users?cursor={cursor}",
            $"Users?cursor={cursor}&filter=title%20pr",
            $"Users?cursor={cursor}&filter=userName%20pr&sortBy=title",
            $"Groups?cursor={cursor}",
            $"?cursor={cursor}&filter=userName%20pr",
            $"Users?cursor={cursor[..^1]}&filter=userName%20pr",
            $"Users?filter=userName%20pr&cursor={Forge(cursor, json => json["type"] = "Group")}",
            $"Users?filter=userName%20pr&cursor={Forge(cursor, json => json.Remove("id"))}",
            $"Users?filter=userName%20pr&cursor={Forge(cursor, json => json["id"] = 5)}",
            $"Users?filter=userName%20pr&cursor={Forge(cursor, json => json["n"] = "1e99")}",
        ];
        foreach (var path in wrong)
            (await client.Get(path)).Refused(400, "invalidCursor");
        // An equivalent filter is the same list.
        (await client.Get($"Users?cursor={cursor}&filter=(userName%20PR)")).Expect(200);
    }

    [Fact]
    public async Task The_advertised_pagination_is_supported()
    {
        using var client = await PopulatedAsync();
        var config = (await client.Get("ServiceProviderConfig")).Body;
        var pagination = config["pagination"]!;
        Assert.True(pagination["cursor"]!.GetValue<bool>());
        Assert.True(pagination["index"]!.GetValue<bool>());
        Assert.True(config["sort"]!["supported"]!.GetValue<bool>());
        Assert.Equal("index", pagination["defaultPaginationMethod"]!.GetValue<string>());
        Assert.NotNull((await client.Get("Users")).Body["startIndex"]);
        Assert.Equal(config["filter"]!["maxResults"]!.GetValue<int>(), pagination["maxPageSize"]!.GetValue<int>());
        await Task.WhenAll(Enumerable.Range(0, pagination["maxPageSize"]!.GetValue<int>()).Select(i => client.User($"u{i}")));
        Assert.Equal(pagination["defaultPageSize"]!.GetValue<int>(), (await client.Get("Users")).Body["itemsPerPage"]!.GetValue<int>());
        Assert.Equal(
            pagination["maxPageSize"]!.GetValue<int>(),
            (await client.Get("Users?count=100000")).Body["itemsPerPage"]!.GetValue<int>());
        Assert.Equal(
            pagination["maxPageSize"]!.GetValue<int>(),
            (await client.Get("Users?count=100000&cursor=")).Body["itemsPerPage"]!.GetValue<int>());
    }

    private static string Forge(string cursor, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(WebEncoders.Base64UrlDecode(cursor))!.AsObject();
        change(json);
        return WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    private async Task<TenantClient> PopulatedAsync()
    {
        var client = await host.NewTenantAsync();
        await client.User("a", """
            "title":"z","externalId":"a","name":{"familyName":"c"},"emails":[{"value":"z@x"},{"value":"A@x","primary":true}]
            """);
        await client.User("B", "\"active\":false,\"name\":{\"familyName\":\"B\"}");
        await client.User("c", "\"title\":\"Y\",\"name\":{\"familyName\":\"a\"}");
        await client.User("D", $$"""
            "{{TenantClient.EnterpriseUrn}}":{"department":"x"}
            """);
        await client.User("e", "\"title\":\"x\",\"externalId\":\"E\",\"emails\":[{\"value\":\"b@x\"}]");
        return client;
    }
}
