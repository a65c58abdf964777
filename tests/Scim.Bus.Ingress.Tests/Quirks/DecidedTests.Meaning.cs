using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Tests.Quirks;

/// <summary>What a push means where it leaves something out, or says nothing.</summary>
public sealed partial class DecidedTests
{
    [Fact]
    public async Task Decided_a_put_without_active_or_members_keeps_them()
    {
        using var client = await host.NewTenantAsync();
        var ann = await client.User("ann", "\"active\":false");
        var group = await client.Group("g", ann);
        Assert.False((await client.Put($"Users/{ann}", TenantClient.UserBody("anna"))).Expect(200).Body["active"]!.GetValue<bool>());
        (await client.Put($"Groups/{group}", $$"""{"schemas":["{{TenantClient.GroupUrn}}"],"displayName":"h"}""")).Expect(200);
        Assert.Equal([ann], await client.Members(group));
    }

    [Fact]
    public async Task Decided_unassigning_active_lets_nobody_in_or_out()
    {
        using var client = await host.NewTenantAsync();
        var ann = await client.User("ann", "\"active\":false");
        Assert.Null((await client.Patch($"Users/{ann}", """{"op":"remove","path":"active"}""")).Expect(200).Body["active"]);
        Assert.False(Assert.Single(await client.Events<UserUpdated>()).Active);
    }

    [Fact]
    public async Task Decided_an_element_that_says_nothing_is_refused_and_a_blank_one_left_out()
    {
        using var client = await host.NewTenantAsync();
        (await client.Post("Users", TenantClient.UserBody("ann", "\"roles\":[{}]"))).Refused(400, "invalidValue");
        Assert.Null((await client.Post("Users", TenantClient.UserBody("ann", "\"roles\":[{\"value\":\"\"}]"))).Expect(201).Body["roles"]);
    }
}
