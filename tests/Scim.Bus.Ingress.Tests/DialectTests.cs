using System.Text.Json.Nodes;

namespace Scim.Bus.Ingress.Tests;

/// <summary>
/// Each repair for the identity provider that needs it, and the refusal for the others if it contradicts the RFC. Recorded sessions of the
/// identity providers are in <c>tests/recorded-sessions</c>.
/// </summary>
public sealed class DialectTests(IngressHost host) : IClassFixture<IngressHost>
{
    private const string AdscimGroup = "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group";
    private const string Scim1Core = "urn:scim:schemas:core:1.0";

    [Theory]
    [InlineData("other")]
    [InlineData("okta")]
    [InlineData("entra")]
    [InlineData("onelogin")]
    public async Task Quirk_01_04_07_repairs_that_do_not_contradict_the_rfc_apply_to_every_tenant(string provider)
    {
        using var client = await host.NewTenantAsync(provider);
        var id = await client.User("ann", "\"active\":\"True\",\"roles\":[{\"value\":\"r\",\"primary\":\"True\"}]");
        var user = (await client.Patch(
            $"Users/{id}",
            $$$"""
            {"op":"Replace","path":"active","value":"False"},
            {"op":"replace","value":{"name.givenName":"Ann","{{{TenantClient.EnterpriseUrn}}}:department":"D"}},
            {"op":"Add","path":"{{{TenantClient.EnterpriseUrn}}}:manager","value":"m-1"}
            """)).Expect(200).Body;
        Assert.Equal((false, "Ann"), (user["active"]!.GetValue<bool>(), Text(user["name"]!["givenName"])));
        var extension = user[TenantClient.EnterpriseUrn]!;
        Assert.Equal(("D", "m-1"), (Text(extension["department"]), Text(extension["manager"]!["value"])));
    }

    [Fact]
    public async Task Quirk_06_a_replace_creates_a_missing_element_for_entra_only()
    {
        const string replace = """{"op":"Replace","path":"emails[type eq \"work\"].value","value":"a@x.example"}""";
        using var entra = await host.NewTenantAsync("entra");
        using var okta = await host.NewTenantAsync("okta");
        var user = (await entra.Patch($"Users/{await entra.User("ann")}", replace)).Expect(200).Body;
        Assert.Equal("""[{"value":"a@x.example","type":"work"}]""", user["emails"]!.ToJsonString());
        (await okta.Patch($"Users/{await okta.User("ann")}", replace)).Refused(400, "noTarget");
    }

    [Fact]
    public async Task A_group_with_microsofts_own_schema_is_created_for_entra_only()
    {
        const string body = $$"""{"schemas":["{{TenantClient.GroupUrn}}","{{AdscimGroup}}"],"displayName":"g","externalId":"e"}""";
        using var entra = await host.NewTenantAsync("entra");
        using var other = await host.NewTenantAsync();
        var group = (await entra.Post("Groups", body)).Expect(201).Body;
        Assert.Equal($"""["{TenantClient.GroupUrn}"]""", group["schemas"]!.ToJsonString());
        (await other.Post("Groups", body)).Refused(400, "invalidValue");
    }

    [Theory]
    [InlineData("""{"op":"Add","path":"manager","value":[{"$ref":null,"value":"m"}]}""", "manager", """{"value":"m"}""")]
    [InlineData("""{"op":"Add","path":"manager","value":"m"}""", "manager", """{"value":"m"}""")]
    [InlineData("""{"op":"Replace","path":"department","value":[{"$ref":null,"value":"D"}]}""", "department", "\"D\"")]
    [InlineData("""{"op":"Replace","path":"manager.value","value":"m"}""", "manager", """{"value":"m"}""")]
    [Trait("Takes", "Seconds")]
    public async Task Extension_attributes_without_urn_or_in_an_array_are_accepted_for_entra_only(
        string operation, string attribute, string expected)
    {
        using var entra = await host.NewTenantAsync("entra");
        using var other = await host.NewTenantAsync();
        var id = await entra.User("ann");
        var user = (await entra.Patch($"Users/{id}", operation)).Expect(200).Body;
        Assert.Equal(expected, user[TenantClient.EnterpriseUrn]![attribute]!.ToJsonString());
        (await entra.Patch($"Users/{id}", $$"""{"op":"Remove","path":"{{attribute}}"}""")).Expect(200);
        Assert.Null((await entra.Get($"Users/{id}")).Body[TenantClient.EnterpriseUrn]);
        (await other.Patch($"Users/{await other.User("ann")}", operation)).Refused(400, "invalidPath");
    }

    [Fact]
    public async Task Booleans_as_text_in_filters_are_accepted_for_entra_only()
    {
        const string add = """
            {"op":"Add","path":"roles[primary eq \"True\"].value","value":"r"},
            {"op":"Add","path":"roles[primary eq \"True\"].display","value":"R"}
            """;
        using var entra = await host.NewTenantAsync("entra");
        using var other = await host.NewTenantAsync();
        var user = (await entra.Patch($"Users/{await entra.User("ann")}", add)).Expect(200).Body;
        Assert.Equal("""[{"value":"r","display":"R","primary":true}]""", user["roles"]!.ToJsonString());
        Assert.Equal(1, await Total(entra, "Users", "active eq \"True\" and (roles[primary eq \"true\"] or not (title pr))"));
        (await other.Patch($"Users/{await other.User("ann")}", add)).Refused(400, "invalidPath");
        (await other.Find("Users", "active eq \"True\"")).Refused(400, "invalidFilter");
    }

    [Fact]
    public async Task Entra_can_filter_by_manager_without_the_urn()
    {
        using var entra = await host.NewTenantAsync("entra");
        var id = await entra.User("ann", $$"""
            "{{TenantClient.EnterpriseUrn}}":{"manager":{"value":"m"},"department":"D"}
            """);
        Assert.Equal(1, await Total(entra, "Users", $"id eq \"{id}\" and manager eq \"m\""));
        Assert.Equal(0, await Total(entra, "Users", $"manager eq \"n\" and id eq \"{id}\""));
        Assert.Equal(1, await Total(entra, "Users", "department pr and not (manager eq \"n\")"));
        using var other = await host.NewTenantAsync();
        (await other.Find("Users", "manager eq \"m\"")).Refused(400, "invalidFilter");
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("2.0")]
    public async Task Scim1_schema_urns_and_an_object_for_emails_are_accepted_for_onelogin_only(string version)
    {
        var user = $$"""
            {"schemas":["urn:scim:schemas:core:{{version}}","urn:scim:schemas:extension:enterprise:{{version}}"],"userName":"ann",
             "emails":{"value":"a@x.example","type":"work","primary":true},
             "urn:scim:schemas:extension:enterprise:{{version}}":{"department":"D"} }
            """;
        using var oneLogin = await host.NewTenantAsync("onelogin");
        using var other = await host.NewTenantAsync();
        var created = (await oneLogin.Post("Users", user)).Expect(201);
        Assert.Equal($"""["{TenantClient.UserUrn}","{TenantClient.EnterpriseUrn}"]""", created.Body["schemas"]!.ToJsonString());
        Assert.Equal(
            ("a@x.example", "D"),
            (Text(created.Body["emails"]![0]!["value"]), Text(created.Body[TenantClient.EnterpriseUrn]!["department"])));
        Assert.Equal(created.ETag, (await oneLogin.Put($"Users/{created.Id}", user)).Expect(200).ETag);
        (await other.Post("Users", user)).Refused(400, "invalidValue");
    }

    [Fact]
    public async Task A_scim1_group_patch_adds_and_removes_members_for_onelogin_only()
    {
        static string Patch(params string[] members) => $$"""{"schemas":["{{Scim1Core}}"],"members":[{{string.Join(',', members)}}]}""";
        static string Delete(string user) => $$"""{"value":"{{user}}","operation":"delete"}""";
        static string Add(string user) => $$"""{"value":"{{user}}"}""";
        using var oneLogin = await host.NewTenantAsync("onelogin");
        string[] users = [await oneLogin.User("a"), await oneLogin.User("b"), await oneLogin.User("c")];
        var group = await oneLogin.Group("g", users[0]);
        (await oneLogin.Send(HttpMethod.Patch, $"Groups/{group}", Patch(Add(users[1]), Add(users[2])))).Expect(200);
        Assert.Equal(users.Order(StringComparer.Ordinal), await oneLogin.Members(group));
        (await oneLogin.Send(HttpMethod.Patch, $"Groups/{group}", Patch(Delete(users[0]), Delete(users[2]), Add(users[2])))).Expect(200);
        Assert.Equal(users[1..].Order(StringComparer.Ordinal), await oneLogin.Members(group));
        // A PATCH without members does not empty the group.
        (await oneLogin.Send(HttpMethod.Patch, $"Groups/{group}", Patch())).Refused(400, "invalidValue");
        (await oneLogin.Send(HttpMethod.Patch, $"Groups/{group}", $$"""{"schemas":["{{Scim1Core}}"],"displayName":"h"}""")).Expect(200);
        Assert.Equal(users[1..].Order(StringComparer.Ordinal), await oneLogin.Members(group));

        using var other = await host.NewTenantAsync();
        var otherGroup = $"Groups/{await other.Group("g")}";
        (await other.Send(HttpMethod.Patch, otherGroup, Patch(Add(await other.User("a"))))).Refused(400, "invalidValue");
    }

    [Fact]
    public async Task Groups_can_be_filtered_by_member_in_every_dialect()
    {
        using var client = await host.NewTenantAsync();
        var (ann, bob) = (await client.User("ann"), await client.User("bob"));
        var (red, blue) = (await client.Group("Red", ann), await client.Group("Blue", ann, bob));
        Assert.Equal(1, await Total(client, "Groups", $"id eq \"{red}\" and members eq \"{ann}\""));
        Assert.Equal(0, await Total(client, "Groups", $"id eq \"{red}\" and members eq \"{bob}\""));
        Assert.Equal(1, await Total(client, "Groups", $"members.value eq \"{bob}\""));
        Assert.Equal(2, await Total(client, "Groups", $"members[value eq \"{ann}\"]"));
        Assert.Equal(1, await Total(client, "Groups", $"not (members eq \"{bob}\") or displayName eq \"none\""));
        Assert.Equal(0, await Total(client, "Groups", $"members eq \"{blue}\""));
        Assert.Equal(0, await Total(client, "Groups", "members eq \"nobody\""));
        (await client.Delete($"Users/{ann}")).Expect(204);
        Assert.Equal(0, await Total(client, "Groups", $"members eq \"{ann}\""));
        string[] refused = ["members co \"a\"", "members.display eq \"a\"", "not (members[value ne \"a\" and type eq \"User\"])"];
        foreach (var filter in refused)
            (await client.Find("Groups", filter)).Refused(400, "invalidFilter");
    }

    [Fact]
    public async Task The_flag_in_entras_url_is_ignored()
    {
        using var client = await host.NewTenantAsync("entra");
        await client.User("ann");
        Assert.Equal(1, (await client.Get("Users?aadOptscim062020&filter=userName%20eq%20%22ann%22")).Expect(200).Total());
    }

    private static async Task<int> Total(TenantClient client, string type, string filter) =>
        (await client.Find(type, filter)).Expect(200).Body["totalResults"]!.GetValue<int>();

    private static string? Text(JsonNode? node) => node?.GetValue<string>();
}
