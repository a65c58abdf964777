using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Tests.Quirks;

/// <summary>Quirks 2, 3, 8, 9 and 11: how identity providers PATCH groups and their members.</summary>
public sealed class GroupPatchQuirks(IngressHost host) : IClassFixture<IngressHost>
{
    [Fact]
    public async Task Quirk_02_a_remove_with_ids_in_its_value_removes_only_those()
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
        var (removeFirst, add, removeSecond) =
            (TenantClient.RemoveMember(users[0]), TenantClient.AddMembers(users[3]), TenantClient.RemoveMember(users[1]));
        (await client.Patch($"Groups/{group}", $"{removeFirst},{add},{removeSecond}")).Expect(200);
        Assert.Equal(new[] { users[2], users[3] }.Order(StringComparer.Ordinal), await client.Members(group));
        var published = (await client.Events<GroupMembershipChanged>(2)).Single(message => message.Version == 2);
        Assert.Equal((1, 2), (published.Added.Count, published.Removed.Count));
        Assert.All(published.Removed, member => Assert.Null(member.EffectiveGroup));
    }

    [Fact]
    public async Task Quirk_08_and_09_a_rename_with_its_id_keeps_the_members()
    {
        using var client = await host.NewTenantAsync();
        var user = await client.User("a");
        var group = await client.Group("old", user);
        var renamed = (await client.Patch(
            $"Groups/{group}", $$$"""{"op":"replace","value":{"id":"{{{group}}}","displayName":"new"}}""")).Expect(200);
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
    [Trait("Takes", "Seconds")]
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
    [InlineData("Add")]
    [InlineData("ADD")]
    [InlineData("Replace")]
    [InlineData("rEPLACE")]
    public async Task Quirk_11_op_ignores_case_and_a_groups_external_id_can_be_set(string op)
    {
        using var client = await host.NewTenantAsync();
        var group = await client.Group("g");
        var set = (await client.Patch($"Groups/{group}", $$"""{"op":"{{op}}","path":"externalId","value":"e-1"}""")).Expect(200);
        Assert.Equal("e-1", set.Body["externalId"]?.GetValue<string>());
        var removed = (await client.Patch($"Groups/{group}", """{"op":"REMOVE","path":"externalId"}""")).Expect(200);
        Assert.Null(removed.Body["externalId"]);
    }
}
