namespace Scim.Bus.Ingress.Tests;

/// <summary>Searches by POST and across types (RFC 7644, sections 3.4.2.1 and 3.4.3).</summary>
public sealed class SearchTests(IngressHost host) : IClassFixture<IngressHost>
{
    [Theory]
    [InlineData("Users/.search", "a b c d")]
    [InlineData("users/.SEARCH", "a b c d")]
    [InlineData("Groups/.search", "B C E")]
    [InlineData(".search", "a b c d B C E")]
    public async Task A_search_by_post_finds_what_the_list_has(string path, string names)
    {
        using var client = await PopulatedAsync();
        var found = (await client.Search(path, "")).Expect(200);
        Assert.Equal(names, found.Names());
        Assert.Equal("urn:ietf:params:scim:api:messages:2.0:ListResponse", found.Body["schemas"]![0]!.GetValue<string>());
        Assert.Equal((names.Split(' ').Length, 1), (found.Total(), found.Body["startIndex"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_search_by_post_supports_all_query_parameters()
    {
        using var client = await PopulatedAsync();
        var found = (await client.Search(
            "Users/.search",
            """
            "filter":"userName gt \"a\"","sortBy":"userName","sortOrder":"descending","startIndex":2,"count":1,
            "attributes":["userName","meta.location"],"excludedAttributes":null
            """)).Expect(200);
        Assert.Equal((3, 2, "c"), (found.Total(), found.Body["startIndex"]!.GetValue<int>(), found.Names()));
        Assert.Equal(["schemas", "id", "userName", "meta"], found.Body["Resources"]![0]!.AsObject().Select(attribute => attribute.Key));
        var without = (await client.Search("Groups/.search", "\"excludedAttributes\":[\"members\",\"displayName\"]")).Expect(200);
        Assert.DoesNotContain(without.Body["Resources"]!.AsArray(), group => group!.AsObject().ContainsKey("displayName"));
    }

    [Theory]
    [InlineData("{}", "invalidSyntax")]
    [InlineData("[]", "invalidSyntax")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"]}""", "invalidValue")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"]}""", "invalidValue")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"filter":5}""", "invalidValue")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"attributes":"userName"}""", "invalidValue")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"attributes":[1]}""", "invalidValue")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"count":"5"}""", "invalidValue")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"startIndex":1.5}""", "invalidValue")]
    [InlineData(
        """{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"sortBy":"userName","sortOrder":"up"}""", "invalidValue")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"sortBy":"shoeSize"}""", "invalidPath")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"filter":"userName eq"}""", "invalidFilter")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"filter":"shoeSize pr"}""", "invalidFilter")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"cursor":"x"}""", "invalidCursor")]
    [Trait("Takes", "Seconds")]
    public async Task An_invalid_search_is_refused(string body, string scimType)
    {
        using var client = await host.NewTenantAsync();
        foreach (var path in (string[])["Users/.search", ".search"])
            (await client.Post(path, body)).Refused(400, scimType);
    }

    [Theory]
    [InlineData("\"count\":1e300,\"startIndex\":-1e300", "a b c d B C E")]
    [InlineData("\"count\":0", "")]
    [InlineData("\"count\":-1", "")]
    [InlineData("\"startIndex\":99999999999999999999", "")]
    [Trait("Takes", "Seconds")]
    public async Task Numbers_out_of_range_are_clamped(string members, string names)
    {
        using var client = await PopulatedAsync();
        var found = (await client.Search(".search", members)).Expect(200);
        Assert.Equal((names, 7), (found.Names(), found.Total()));
    }

    [Theory]
    [InlineData("", "a b c d B C E")]
    [InlineData("/", "a b c d B C E")]
    [InlineData("?filter=meta.resourceType eq \"User\"", "a b c d")]
    [InlineData("?filter=meta.resourceType eq \"Group\"", "B C E")]
    [InlineData("?filter=meta.resourceType eq \"user\"", "")]
    [InlineData("?filter=displayName sw \"b\"", "b B")]
    [InlineData("?filter=userName eq \"A\" or displayName eq \"e\"", "a E")]
    [InlineData("?filter=userName pr", "a b c d")]
    [InlineData("?filter=not (userName pr)", "B C E")]
    [InlineData("?filter=userName ne \"a\"", "b c d B C E")]
    [InlineData("?filter=userName eq null", "B C E")]
    [InlineData("?filter=userName ne null", "a b c d")]
    [InlineData("?filter=emails[type eq \"work\"]", "b")]
    [InlineData("?filter=not (emails[type eq \"work\"])", "a c d B C E")]
    [InlineData("?filter=members pr", "B")]
    [InlineData("?filter=groups pr", "a")]
    [InlineData("?filter=urn:ietf:params:scim:schemas:core:2.0:Group:displayName pr", "B C E")]
    [InlineData("?filter=urn:ietf:params:scim:schemas:core:2.0:User:displayName pr", "b c d")]
    [InlineData("?sortBy=displayName", "b B c C d E a")]
    [InlineData("?sortBy=displayName&sortOrder=descending", "a E d c C b B")]
    [InlineData("?sortBy=userName", "a b c d B C E")]
    [InlineData("?sortBy=userName&sortOrder=descending", "B C E d c b a")]
    [InlineData("?sortBy=meta.resourceType", "B C E a b c d")]
    [Trait("Takes", "Seconds")]
    public async Task A_search_at_the_root_covers_all_types(string query, string names)
    {
        using var client = await PopulatedAsync();
        var found = (await client.Get("/scim/v2" + query)).Expect(200);
        Assert.Equal((names, names.Length == 0 ? 0 : names.Split(' ').Length), (found.Names(), found.Total()));
    }

    [Theory]
    [InlineData("shoeSize pr")]
    [InlineData("emails[shoeSize pr]")]
    [InlineData("userName gt 5")]
    public async Task A_filter_that_fits_no_type_is_refused_at_the_root(string filter)
    {
        using var client = await host.NewTenantAsync();
        (await client.Get($"?filter={Uri.EscapeDataString(filter)}")).Refused(400, "invalidFilter");
        (await client.Get("?sortBy=shoeSize")).Refused(400, "invalidPath");
    }

    [Theory]
    [InlineData("")]
    [InlineData("sortBy=displayName&")]
    [InlineData("sortBy=displayName&sortOrder=descending&")]
    [InlineData("sortBy=userName&")]
    [InlineData("sortBy=userName&sortOrder=descending&")]
    [InlineData("filter=displayName%20pr&sortBy=meta.resourceType&")]
    [Trait("Takes", "Seconds")]
    public async Task Pages_over_all_types_add_up_to_the_whole_list(string query)
    {
        using var client = await PopulatedAsync();
        var whole = (await client.Get("?" + query)).Names().Split(' ');
        for (var count = 1; count <= 4; count++)
        {
            for (var start = 1; start <= whole.Length + 1; start++)
            {
                var page = (await client.Get($"?{query}count={count}&startIndex={start}")).Expect(200);
                Assert.Equal((string.Join(' ', whole.Skip(start - 1).Take(count)), whole.Length), (page.Names(), page.Total()));
            }

            var pages = await client.Pages($"?{query}count={count}");
            Assert.Equal(whole, pages.Select(resource => resource.Name()));
        }
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Attributes_are_selected_for_each_type()
    {
        using var client = await PopulatedAsync();
        var found = (await client.Get("?attributes=userName,members")).Expect(200).Body["Resources"]!.AsArray();
        Assert.Equal(["schemas", "id", "userName"], found[0]!.AsObject().Select(attribute => attribute.Key));
        Assert.Equal(["schemas", "id", "members"], found[4]!.AsObject().Select(attribute => attribute.Key));
        Assert.Equal(["schemas", "id"], found[5]!.AsObject().Select(attribute => attribute.Key));
    }

    [Fact]
    public async Task I7_a_search_stays_in_its_tenant()
    {
        using var acme = await PopulatedAsync();
        using var globex = await host.NewTenantAsync();
        Assert.Equal(0, (await globex.Search(".search", "")).Total());
    }

    /// <summary>Users a to d, the first without a displayName; groups B, C and E; a is a member of B.</summary>
    private async Task<TenantClient> PopulatedAsync()
    {
        var client = await host.NewTenantAsync();
        var a = await client.User("a");
        await client.User("b", "\"displayName\":\"b\",\"emails\":[{\"value\":\"b@x\",\"type\":\"work\"}]");
        await client.User("c", "\"displayName\":\"c\"");
        await client.User("d", "\"displayName\":\"D\"");
        await client.Group("B", a);
        await client.Group("C");
        await client.Group("E");
        return client;
    }
}
