using System.Text.Json.Nodes;
using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Tests.Quirks;

/// <summary>Quirks 1, 4 to 6 and 10: how identity providers write PATCH operations.</summary>
public sealed class PatchQuirks(IngressHost host) : IClassFixture<IngressHost>
{
    [Theory]
    [InlineData("""{"op":"Replace","path":"active","value":"False"}""")]
    [InlineData("""{"op":"Replace","value":{"active":"False"}}""")]
    [InlineData("""{"op":"Add","path":"active","value":"false"}""")]
    [InlineData("""{"op":"replace","path":"ACTIVE","value":"FALSE"}""")]
    [InlineData("""{"op":"replace","path":"urn:ietf:params:scim:schemas:core:2.0:User:active","value":"False"}""")]
    [InlineData("""{"op":"replace","path":"active","value":false}""")]
    [Trait("Takes", "Seconds")]
    public async Task Quirk_01_booleans_are_accepted_as_text(string operation)
    {
        foreach (var provider in (string[])["other", "entra", "okta", "onelogin"])
        {
            using var client = await host.NewTenantAsync(provider);
            var id = await client.User("ann", "\"active\":\"True\",\"emails\":[{\"value\":\"a@x\",\"primary\":\"True\"}]");
            var after = (await client.Patch($"Users/{id}", operation)).Expect(200).Body;
            Assert.False(after["active"]!.GetValue<bool>());
            Assert.True(after["emails"]![0]!["primary"]!.GetValue<bool>());
            Assert.Equal(DeprovisioningReason.Deactivated, Assert.Single(await client.Events<UserDeprovisioned>()).Reason);
        }
    }

    [Theory]
    [InlineData("\"yes\"")]
    [InlineData("\"\"")]
    [InlineData("1")]
    [InlineData("{}")]
    public async Task Quirk_01_other_values_are_not_booleans(string value)
    {
        using var client = await host.NewTenantAsync("entra");
        var id = await client.User("ann");
        (await client.Patch($"Users/{id}", $$"""{"op":"Replace","path":"active","value":{{value}}}""")).Refused(400, "invalidValue");
    }

    [Fact]
    public async Task Quirk_04_a_replace_without_a_path_sets_exactly_what_its_keys_name()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User(
            "ann",
            "\"name\":{\"givenName\":\"Ann\",\"familyName\":\"Lee\"},\"title\":\"t\",\"emails\":[{\"value\":\"a@x\",\"type\":\"work\"}]");
        var after = (await client.Patch($"Users/{id}", $$$$"""
            {"op":"replace","value":{
              "name.givenName":"Anna","displayName":"Anna L.","emails[type eq \"work\"].value":"b@x",
              "{{{{TenantClient.EnterpriseUrn}}}}:department":"D","{{{{TenantClient.UserUrn}}}}:nickName":"An",
              "{{{{TenantClient.EnterpriseUrn}}}}":{"costCenter":"C"}}}
            """)).Expect(200).Body;
        Assert.Equal("""{"familyName":"Lee","givenName":"Anna"}""", Sorted(after["name"]!));
        Assert.Equal("""[{"value":"b@x","type":"work"}]""", after["emails"]!.ToJsonString());
        Assert.Equal("""{"costCenter":"C","department":"D"}""", Sorted(after[TenantClient.EnterpriseUrn]!));
        Assert.Equal(("Anna L.", "An", "t"), (Text(after["displayName"]), Text(after["nickName"]), Text(after["title"])));
        Assert.Equal(
            [
                "displayName", "emails", "name.givenName", "nickName",
                $"{TenantClient.EnterpriseUrn}:costCenter", $"{TenantClient.EnterpriseUrn}:department",
            ],
            Assert.Single(await client.Events<UserUpdated>()).Changed.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"op":"replace","path":"name","value":{"givenName":"Anna"}}""")]
    [InlineData("""{"op":"replace","value":{"name":{"givenName":"Anna"}}}""")]
    [InlineData("""{"op":"add","path":"name","value":{"givenName":"Anna"}}""")]
    public async Task Quirk_05_replacing_a_complex_attribute_keeps_its_other_sub_attributes(string operation)
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann", "\"name\":{\"givenName\":\"Ann\",\"familyName\":\"Lee\",\"honorificPrefix\":\"Dr\"}");
        var after = (await client.Patch($"Users/{id}", operation)).Expect(200).Body;
        Assert.Equal("""{"familyName":"Lee","givenName":"Anna","honorificPrefix":"Dr"}""", Sorted(after["name"]!));
    }

    [Theory]
    [InlineData("emails[type eq \\\"work\\\"].value", "work")]
    [InlineData("emails[TYPE EQ \\\"work\\\"].VALUE", "work")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:emails[type eq \\\"home\\\"].value", "home")]
    public async Task Quirk_06_add_on_a_value_filter_creates_the_element(string path, string type)
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann", "\"emails\":[{\"value\":\"o@x\",\"type\":\"other\"}]");
        var after = (await client.Patch($"Users/{id}", $$"""{"op":"add","path":"{{path}}","value":"new@x"}""")).Expect(200).Body;
        Assert.Equal($$"""[{"value":"o@x","type":"other"},{"value":"new@x","type":"{{type}}"}]""", after["emails"]!.ToJsonString());
    }

    [Fact]
    public async Task Quirk_06_a_replace_without_a_matching_element_is_no_target_except_for_entra()
    {
        const string operation = """{"op":"Replace","path":"emails[type eq \"work\"].value","value":"new@x"}""";
        foreach (var provider in (string[])["other", "okta", "onelogin"])
        {
            using var strict = await host.NewTenantAsync(provider);
            var id = await strict.User("ann");
            (await strict.Patch($"Users/{id}", operation)).Refused(400, "noTarget");
            Assert.Equal("\"1\"", (await strict.Get($"Users/{id}")).ETag);
        }

        using var entra = await host.NewTenantAsync("entra");
        var created = await entra.User("ann");
        var after = (await entra.Patch($"Users/{created}", operation)).Expect(200).Body;
        Assert.Equal("""[{"value":"new@x","type":"work"}]""", after["emails"]!.ToJsonString());
        after = (await entra.Patch($"Users/{created}", operation.Replace("new@x", "newer@x", StringComparison.Ordinal))).Expect(200).Body;
        Assert.Equal("""[{"value":"newer@x","type":"work"}]""", after["emails"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"op":"move","path":"title","value":"x"}""", "invalidSyntax", "move")]
    [InlineData("""{"path":"title","value":"x"}""", "invalidSyntax", "op")]
    [InlineData("""{"op":"replace","path":"shoeSize","value":1}""", "invalidPath", "shoeSize")]
    [InlineData("""{"op":"replace","path":"name.shoeSize","value":1}""", "invalidPath", "name.shoeSize")]
    [InlineData("""{"op":"replace","path":"emails[type eq","value":1}""", "invalidPath", "emails[type eq")]
    [InlineData("""{"op":"replace","path":"emails[shoe eq \"x\"].value","value":"x"}""", "invalidPath", "shoe")]
    [InlineData("""{"op":"replace","path":"urn:nothing:User:title","value":"x"}""", "invalidPath", "urn:nothing:User:title")]
    [InlineData("""{"op":"replace","value":{"shoeSize":1}}""", "invalidPath", "shoeSize")]
    [InlineData("""{"op":"replace","path":5,"value":1}""", "invalidPath", "path")]
    [InlineData("""{"op":"replace","path":"title"}""", "invalidValue", "value")]
    [InlineData("""{"op":"replace","path":"title","value":5}""", "invalidValue", "title")]
    [InlineData("""{"op":"remove"}""", "noTarget", "path")]
    [InlineData("""{"op":"remove","path":"userName"}""", "mutability", "userName")]
    [Trait("Takes", "Seconds")]
    public async Task Quirk_10_an_invalid_operation_is_refused_by_name_and_nothing_is_applied(
        string operation, string scimType, string named)
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann");
        var operations = $$"""{"op":"add","path":"nickName","value":"n"},{{operation}}""";
        var refusal = (await client.Patch($"Users/{id}", operations)).Refused(400, scimType);
        Assert.Contains(named, refusal.Detail, StringComparison.Ordinal);
        var after = await client.Get($"Users/{id}");
        Assert.Equal(("\"1\"", null), (after.ETag, after.Body["nickName"]));
        Assert.Single(await client.AllEvents());
    }

    private static string? Text(JsonNode? node) => node?.GetValue<string>();

    private static string Sorted(JsonNode complex)
    {
        var members = complex.AsObject().OrderBy(member => member.Key, StringComparer.Ordinal);
        return new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))).ToJsonString();
    }
}
