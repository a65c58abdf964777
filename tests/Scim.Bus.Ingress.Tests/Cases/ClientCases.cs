using System.Text.Json.Nodes;

namespace Scim.Bus.Ingress.Tests.Cases;

/// <summary>Cases 24 to 27: clients that are wrong, and common.</summary>
public sealed class ClientCases(IngressHost host) : IClassFixture<IngressHost>
{
    private const string Lenient = ""","lenient":true""";

    [Theory]
    [InlineData("other")]
    [InlineData("okta")]
    [InlineData("entra")]
    [InlineData("onelogin")]
    public async Task Case_24_values_in_an_array_of_one_are_taken_for_every_tenant(string provider)
    {
        using var client = await host.NewTenantAsync(provider);
        var id = await client.User("ann", "\"name\":{\"familyName\":\"Lee\"}");
        var user = (await client.Patch($"Users/{id}", """
            {"op":"replace","path":"active","value":[false]},{"op":"replace","path":"preferredLanguage","value":["de"]},
            {"op":"replace","path":"name","value":[{"givenName":"Ann"}]},{"op":"replace","value":[{"title":"t","nickName":["n"]}]}
            """)).Expect(200).Body;
        Assert.Equal(
            (false, "de", "t", "n"),
            (user["active"]!.GetValue<bool>(), Text(user["preferredLanguage"]), Text(user["title"]), Text(user["nickName"])));
        Assert.Equal("""{"familyName":"Lee","givenName":"Ann"}""", user["name"]!.ToJsonString());
    }

    [Fact]
    public async Task Case_24_neighbours_arrays_of_multi_valued_attributes_stay_and_longer_ones_are_refused()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann");
        var user = (await client.Patch($"Users/{id}", """
            {"op":"add","path":"emails","value":[{"value":"a@x.example"}]},
            {"op":"add","value":[{"roles":[{"value":"r"}],"name.givenName":["A"]}]}
            """)).Expect(200).Body;
        Assert.Equal(
            """[{"value":"a@x.example"}] [{"value":"r"}] {"givenName":"A"}""",
            $"{user["emails"]!.ToJsonString()} {user["roles"]!.ToJsonString()} {user["name"]!.ToJsonString()}");
        string[] refused =
        [
            """{"op":"replace","path":"active","value":[false,true]}""", """{"op":"replace","path":"title","value":[]}""",
            """{"op":"replace","value":[{"title":"t"},{"title":"u"}]}""", """{"op":"replace","value":["t"]}""",
        ];
        foreach (var operation in refused)
            (await client.Patch($"Users/{id}", operation)).Refused(400, "invalidValue");
    }

    [Theory]
    [InlineData("""{"op":"replace","path":"{0}","value":{"schemas":["{0}"],"department":"D"}}""")]
    [InlineData("""{"op":"add","value":{"{0}":{"schemas":["{0}"],"department":"D"}}}""")]
    [InlineData("""{"op":"replace","value":{"schemas":["{1}","{0}"],"{0}":{"Schemas":null,"department":"D"}}}""")]
    public async Task Case_25_schemas_in_the_value_of_an_extension_are_ignored(string operation)
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann");
        var patch = operation.Replace("{0}", TenantClient.EnterpriseUrn, StringComparison.Ordinal)
            .Replace("{1}", TenantClient.UserUrn, StringComparison.Ordinal);
        var user = (await client.Patch($"Users/{id}", patch)).Expect(200).Body;
        Assert.Equal("""{"department":"D"}""", user[TenantClient.EnterpriseUrn]!.ToJsonString());
    }

    [Fact]
    public async Task Case_25_neighbours_post_ignores_them_and_other_unknown_names_are_refused()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann", $$"""
            "{{TenantClient.EnterpriseUrn}}":{"schemas":["{{TenantClient.EnterpriseUrn}}"],"department":"D"}
            """);
        string[] refused =
        [
            $$$"""{"op":"add","path":"{{{TenantClient.EnterpriseUrn}}}","value":{"shoe":"x"}}""",
            $$"""{"op":"add","path":"{{TenantClient.EnterpriseUrn}}:schemas","value":["x"]}""",
        ];
        foreach (var operation in refused)
            (await client.Patch($"Users/{id}", operation)).Refused(400, "invalidPath");
    }

    [Theory]
    [InlineData("Groups", "displayName Eq Engineering", "Engineering")]
    [InlineData("Groups", "displayName eq Human Resources", "Human Resources")]
    [InlineData("Groups", "displayName eq Research and Development", "Research and Development")]
    [InlineData("Groups", "displayName eq 2024", "2024")]
    [InlineData("Users", "userName Eq ann.lee@acme.example", "ann.lee@acme.example")]
    [InlineData("Users", "emails eq ann.lee@acme.example ", "ann.lee@acme.example")]
    [InlineData("Users", "meta.lastModified gt 2020-08-06T15:36:41Z", "ann.lee@acme.example")]
    [Trait("Takes", "Seconds")]
    public async Task Case_26_a_filter_without_quotes_is_read_for_lenient_tenants(string type, string filter, string expected)
    {
        using var lenient = await host.NewTenantAsync(settings: Lenient);
        foreach (var name in (string[])["Engineering", "Human Resources", "Research and Development", "2024"])
            await lenient.Group(name);
        await lenient.User("ann.lee@acme.example", """ "emails":[{"value":"ann.lee@acme.example"}] """);
        Assert.Equal(expected, (await lenient.Find(type, filter)).Expect(200).Names());
        Assert.Equal(expected, (await lenient.Search($"{type}/.search", $"\"filter\":\"{filter}\"")).Expect(200).Names());

        using var strict = await host.NewTenantAsync();
        (await strict.Find(type, filter)).Refused(400, "invalidFilter");
        using var okta = await host.NewTenantAsync("okta", Lenient);
        (await okta.Find(type, filter)).Refused(400, "invalidFilter");
    }

    [Fact]
    public async Task Case_26_neighbours_paths_are_read_too_and_what_is_ambiguous_is_refused()
    {
        using var lenient = await host.NewTenantAsync(settings: Lenient);
        var (ann, bea) = (await lenient.User("ann"), await lenient.User("bea"));
        var group = await lenient.Group("g", ann, bea);
        (await lenient.Patch($"Groups/{group}", $$"""{"op":"remove","path":"members[value eq {{ann}}]"}""")).Expect(200);
        Assert.Equal([bea], await lenient.Members(group));
        Assert.Equal(2, (await lenient.Find("Users", "userName eq \"ann\" or userName eq \"bea\"")).Expect(200).Total());
        Assert.Equal(2, (await lenient.Find("Users", "active eq true")).Expect(200).Total());
        Assert.Equal(2, (await lenient.Find("Users", "title eq null")).Expect(200).Total());
        string[] ambiguous = ["userName eq ann and active eq true", "userName eq ann or title pr", "userName eq \"ann", "x eq y"];
        foreach (var filter in ambiguous)
            (await lenient.Find("Users", filter)).Refused(400, "invalidFilter");
    }

    [Fact]
    public async Task Case_27_missing_schemas_are_added_for_lenient_tenants()
    {
        using var lenient = await host.NewTenantAsync(settings: Lenient);
        using var strict = await host.NewTenantAsync();
        using var entra = await host.NewTenantAsync("entra", Lenient);
        const string user = """{"userName":"ann"}""";
        const string patch = """{"Operations":[{"op":"replace","value":{"active":false}}]}""";
        var id = (await lenient.Post("Users", user)).Expect(201).Id;
        Assert.False((await lenient.Send(HttpMethod.Patch, $"Users/{id}", patch)).Expect(200).Body["active"]!.GetValue<bool>());
        (await lenient.Put($"Users/{id}", """{"schemas":[],"userName":"anna"}""")).Expect(200);
        (await lenient.Post("Groups", """{"schemas":null,"displayName":"g"}""")).Expect(201);
        foreach (var other in new[] { strict, entra })
        {
            (await other.Post("Users", user)).Refused(400, "invalidSyntax");
            (await other.Send(HttpMethod.Patch, $"Users/{await other.User("bea")}", patch)).Refused(400, "invalidSyntax");
        }
    }

    [Fact]
    public async Task Case_27_neighbours_searches_and_bulk_too_and_wrong_schemas_stay_wrong()
    {
        using var lenient = await host.NewTenantAsync(settings: Lenient);
        var bulk = (await lenient.Post("Bulk", """
            {"Operations":[{"method":"POST","path":"/Users","bulkId":"a","data":{"userName":"ann"}}]}
            """)).Expect(200);
        Assert.Equal("201", bulk.Body["Operations"]![0]!["status"]!.GetValue<string>());
        Assert.Equal(1, (await lenient.Post("Users/.search", """{"filter":"userName pr"}""")).Expect(200).Total());
        (await lenient.Post("Users", """{"schemas":["urn:x"],"userName":"bea"}""")).Refused(400, "invalidValue");
        (await lenient.Post("Users", """{"schemas":"urn:x","userName":"bea"}""")).Refused(400, "invalidSyntax");
    }

    private static string? Text(JsonNode? node) => node?.GetValue<string>();
}
