using System.Text.Json.Nodes;
using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Tests.Quirks;

/// <summary>Quirks 1 to 11: what PATCHes of real identity providers look like.</summary>
public sealed class PatchQuirks(IngressHost host) : IClassFixture<IngressHost>
{
    [Theory]
    [InlineData("""{"op":"Replace","path":"active","value":"False"}""")]
    [InlineData("""{"op":"Replace","value":{"active":"False"}}""")]
    [InlineData("""{"op":"Add","path":"active","value":"false"}""")]
    [InlineData("""{"op":"replace","path":"ACTIVE","value":"FALSE"}""")]
    [InlineData("""{"op":"replace","path":"urn:ietf:params:scim:schemas:core:2.0:User:active","value":"False"}""")]
    [InlineData("""{"op":"replace","path":"active","value":false}""")]
    public async Task Quirk_01_a_boolean_may_come_as_text(string operation)
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
    public async Task Quirk_01_other_things_are_no_booleans(string value)
    {
        using var client = await host.NewTenantAsync("entra");
        var id = await client.User("ann");
        (await client.Patch($"Users/{id}", $$"""{"op":"Replace","path":"active","value":{{value}}}""")).Refused(400, "invalidValue");
    }

    [Fact]
    public async Task Quirk_02_a_remove_with_ids_in_its_value_removes_those_only()
    {
        using var client = await host.NewTenantAsync();
        string[] users = [await client.User("a"), await client.User("b"), await client.User("c")];
        var group = await client.Group("g", users);
        (await client.Patch($"Groups/{group}", $$"""{"op":"Remove","path":"members","value":[{"value":"{{users[1]}}"}]}""")).Expect(200);
        Assert.Equal(new[] { users[0], users[2] }.Order(StringComparer.Ordinal), await client.Members(group));
    }

    [Fact]
    public async Task Quirk_03_several_removes_by_filter_remove_the_right_ones_and_adds_append()
    {
        using var client = await host.NewTenantAsync();
        string[] users = [await client.User("a"), await client.User("b"), await client.User("c"), await client.User("d")];
        var group = await client.Group("g", users[..3]);
        (await client.Patch(
            $"Groups/{group}", $"{TenantClient.RemoveMember(users[0])},{TenantClient.AddMembers(users[3])},{TenantClient.RemoveMember(users[1])}")).Expect(200);
        Assert.Equal(new[] { users[2], users[3] }.Order(StringComparer.Ordinal), await client.Members(group));
        var told = (await client.Events<GroupMembershipChanged>(2)).Single(message => message.Version == 2);
        Assert.Equal((1, 2), (told.Added.Count, told.Removed.Count));
        Assert.All(told.Removed, member => Assert.Null(member.EffectiveGroup));
    }

    [Fact]
    public async Task Quirk_04_a_replace_without_a_path_sets_exactly_what_its_keys_name()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann", "\"name\":{\"givenName\":\"Ann\",\"familyName\":\"Lee\"},\"title\":\"t\",\"emails\":[{\"value\":\"a@x\",\"type\":\"work\"}]");
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
            ["displayName", "emails", "name.givenName", "nickName", $"{TenantClient.EnterpriseUrn}:costCenter", $"{TenantClient.EnterpriseUrn}:department"],
            Assert.Single(await client.Events<UserUpdated>()).Changed.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"op":"replace","path":"name","value":{"givenName":"Anna"}}""")]
    [InlineData("""{"op":"replace","value":{"name":{"givenName":"Anna"}}}""")]
    [InlineData("""{"op":"add","path":"name","value":{"givenName":"Anna"}}""")]
    public async Task Quirk_05_a_replace_of_a_complex_attribute_keeps_what_it_does_not_name(string operation)
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
    public async Task Quirk_06_replace_of_no_element_has_no_target_except_for_entra()
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
    [InlineData("\"path\":\"{urn}:department\",\"value\":\"D\"", "{\"department\":\"D\"}")]
    [InlineData("\"path\":\"{urn}\",\"value\":{\"department\":\"D\"}", "{\"department\":\"D\"}")]
    [InlineData("\"value\":{\"{urn}\":{\"department\":\"D\"}}", "{\"department\":\"D\"}")]
    [InlineData("\"value\":{\"{urn}:department\":\"D\"}", "{\"department\":\"D\"}")]
    [InlineData("\"path\":\"{urn}:manager\",\"value\":\"m1\"", "{\"manager\":{\"value\":\"m1\"}}")]
    [InlineData("\"path\":\"{urn}:manager\",\"value\":{\"value\":\"m1\"}", "{\"manager\":{\"value\":\"m1\"}}")]
    [InlineData("\"path\":\"{urn}:manager.value\",\"value\":\"m1\"", "{\"manager\":{\"value\":\"m1\"}}")]
    [InlineData("\"value\":{\"{urn}\":{\"manager\":\"m1\"}}", "{\"manager\":{\"value\":\"m1\"}}")]
    [InlineData("\"value\":{\"{urn}:manager\":\"m1\"}", "{\"manager\":{\"value\":\"m1\"}}")]
    public async Task Quirk_07_the_enterprise_extension_is_reached_by_its_urn(string operation, string extension)
    {
        foreach (var op in (string[])["add", "Replace"])
        {
            using var client = await host.NewTenantAsync();
            var id = await client.User("ann");
            operation = operation.Replace("{urn}", TenantClient.EnterpriseUrn, StringComparison.Ordinal);
            var after = (await client.Patch($"Users/{id}", $$"""{"op":"{{op}}",{{operation}}}""")).Expect(200).Body;
            Assert.Equal(extension, after[TenantClient.EnterpriseUrn]!.ToJsonString());
            Assert.Contains(after["schemas"]!.AsArray(), urn => Text(urn) == TenantClient.EnterpriseUrn);
        }
    }

    [Fact]
    public async Task Quirk_07_a_manager_as_text_is_taken_by_post_and_put_and_removed_by_patch()
    {
        using var client = await host.NewTenantAsync();
        var created = (await client.Post("Users", TenantClient.UserBody("ann", $"\"{TenantClient.EnterpriseUrn}\":{{\"manager\":\"m1\"}}"))).Expect(201);
        Assert.Equal("""{"manager":{"value":"m1"}}""", created.Body[TenantClient.EnterpriseUrn]!.ToJsonString());
        var path = $"Users/{created.Id}";
        var replaced = (await client.Put(path, TenantClient.UserBody("ann", $"\"{TenantClient.EnterpriseUrn}\":{{\"manager\":\"m2\"}}"))).Expect(200);
        Assert.Equal("""{"manager":{"value":"m2"}}""", replaced.Body[TenantClient.EnterpriseUrn]!.ToJsonString());
        var removed = (await client.Patch(path, $$"""{"op":"Remove","path":"{{TenantClient.EnterpriseUrn}}:manager"}""")).Expect(200);
        Assert.Null(removed.Body[TenantClient.EnterpriseUrn]);
        Assert.Equal([TenantClient.UserUrn], removed.Body["schemas"]!.AsArray().Select(Text));
    }

    [Fact]
    public async Task Quirk_08_and_09_a_rename_with_its_id_keeps_the_members()
    {
        using var client = await host.NewTenantAsync();
        var user = await client.User("a");
        var group = await client.Group("old", user);
        var renamed = (await client.Patch($"Groups/{group}", $$$"""{"op":"replace","value":{"id":"{{{group}}}","displayName":"new"}}""")).Expect(200);
        Assert.Equal(("new", "\"2\""), (renamed.Body["displayName"]!.GetValue<string>(), renamed.ETag));
        Assert.Equal([user], await client.Members(group));
        Assert.Equal("new", (await client.Get($"Users/{user}")).Body["groups"]![0]!["display"]!.GetValue<string>());
        Assert.Equal(["displayName"], Assert.Single(await client.Events<GroupUpdated>()).Changed);
    }

    [Theory]
    [InlineData("""{"op":"replace","value":{"displayName":"new"}}""")]
    [InlineData("""{"op":"Replace","path":"externalId","value":"e"}""")]
    [InlineData("""{"op":"replace","value":{"id":"x","displayName":"new","externalId":"e"}}""")]
    [InlineData("""{"op":"remove","path":"externalId"}""")]
    public async Task Quirk_09_replacing_something_else_keeps_the_members(string operation)
    {
        using var client = await host.NewTenantAsync();
        var user = await client.User("a");
        var group = await client.Group("g", user);
        (await client.Patch($"Groups/{group}", operation)).Expect(200);
        Assert.Equal([user], await client.Members(group));
        Assert.Single((await client.AllEvents()).OfType<GroupMembershipChanged>());
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
    public async Task Quirk_10_what_is_unknown_is_refused_by_name_and_nothing_is_applied(string operation, string scimType, string named)
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann");
        var refusal = (await client.Patch($"Users/{id}", $$"""{"op":"add","path":"nickName","value":"n"},{{operation}}""")).Refused(400, scimType);
        Assert.Contains(named, refusal.Detail, StringComparison.Ordinal);
        var after = await client.Get($"Users/{id}");
        Assert.Equal(("\"1\"", null), (after.ETag, after.Body["nickName"]));
        Assert.Single(await client.AllEvents());
    }

    [Theory]
    [InlineData("Add")]
    [InlineData("ADD")]
    [InlineData("Replace")]
    [InlineData("rEPLACE")]
    public async Task Quirk_11_op_has_no_case_and_a_groups_external_id_can_be_set(string op)
    {
        using var client = await host.NewTenantAsync();
        var group = await client.Group("g");
        var set = (await client.Patch($"Groups/{group}", $$"""{"op":"{{op}}","path":"externalId","value":"e-1"}""")).Expect(200);
        Assert.Equal("e-1", Text(set.Body["externalId"]));
        var removed = (await client.Patch($"Groups/{group}", """{"op":"REMOVE","path":"externalId"}""")).Expect(200);
        Assert.Null(removed.Body["externalId"]);
    }

    private static string? Text(JsonNode? node) => node?.GetValue<string>();

    private static string Sorted(JsonNode complex) => new JsonObject(
        complex.AsObject().OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))).ToJsonString();
}
