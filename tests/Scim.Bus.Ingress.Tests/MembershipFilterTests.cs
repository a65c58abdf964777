using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Ingress.Scim.Lists;
using Scim.Protocol.Filters;

namespace Scim.Bus.Ingress.Tests;

/// <summary>Filters over data in other documents: groups by their members, users by their groups.</summary>
public sealed class MembershipFilterTests(IngressHost host) : IClassFixture<IngressHost>
{
    /// <summary>Ann and Bob are in G, Bob is also in H, Cid is in no group, and E is empty.</summary>
    [Theory]
    [InlineData("members.value eq \"{ann}\"", "G")]
    [InlineData("members.value eq \"{bob}\"", "G H")]
    [InlineData("members eq \"{bob}\"", "G H")]
    [InlineData("members[value eq \"{ann}\"]", "G")]
    [InlineData("members[value eq \"{bob}\" and type eq \"User\"]", "G H")]
    [InlineData("members[value eq \"{bob}\" and type eq \"Group\"]", "")]
    [InlineData("members[value eq \"{ann}\" or value eq \"{bob}\"]", "G H")]
    [InlineData("members.value eq \"{ann}\" and members.value eq \"{bob}\"", "G")]
    [InlineData("members.value eq \"{bob}\" and displayName eq \"h\"", "H")]
    [InlineData("members.value eq \"{cid}\"", "")]
    [InlineData("members.value eq \"nobody\"", "")]
    [InlineData("not (members.value eq \"{ann}\")", "H E")]
    [InlineData("members pr", "G H")]
    [InlineData("members.value pr", "G H")]
    [InlineData("not (members pr)", "E")]
    [InlineData("members.type eq \"user\"", "G H")]
    [Trait("Takes", "Seconds")]
    public async Task Groups_can_be_filtered_by_their_members(string filter, string groups)
    {
        using var client = await host.NewTenantAsync();
        Assert.Equal(groups, (await client.Find("Groups", await PopulateAsync(client, filter))).Expect(200).Names());
    }

    [Theory]
    [InlineData("groups.value eq \"{g}\"", "ann bob")]
    [InlineData("groups eq \"{h}\"", "bob")]
    [InlineData("groups[value eq \"{g}\" and type eq \"direct\"]", "ann bob")]
    [InlineData("groups.display eq \"H\"", "bob")]
    [InlineData("groups.display eq \"g\"", "ann bob")]
    [InlineData("groups.display sw \"\"", "ann bob")]
    [InlineData("groups.display ne \"G\"", "bob")]
    [InlineData("not (groups.display eq \"H\")", "ann cid")]
    [InlineData("groups[display eq \"G\" and value eq \"{h}\"]", "")]
    [InlineData("groups[display eq \"H\" and value eq \"{h}\"]", "bob")]
    [InlineData("groups.display eq \"nothing\"", "")]
    [InlineData("groups.display pr", "ann bob")]
    [InlineData("groups.display eq null", "")]
    [InlineData("groups.display ne null", "ann bob")]
    [InlineData("groups pr", "ann bob")]
    [InlineData("not (groups pr)", "cid")]
    [Trait("Takes", "Seconds")]
    public async Task Users_can_be_filtered_by_their_groups(string filter, string users)
    {
        using var client = await host.NewTenantAsync();
        Assert.Equal(users, (await client.Find("Users", await PopulateAsync(client, filter))).Expect(200).Names());
    }

    [Theory]
    [InlineData("members.value ne \"x\"")]
    [InlineData("members.value sw \"0\"")]
    [InlineData("members.value eq null")]
    [InlineData("members.display eq \"Ann\"")]
    [InlineData("members[not (value eq \"x\")]")]
    [InlineData("members.$ref pr")]
    public async Task A_condition_without_an_index_is_refused_by_name(string filter)
    {
        using var client = await host.NewTenantAsync();
        var refusal = (await client.Find("Groups", filter)).Refused(400, "invalidFilter");
        Assert.Contains("members", refusal.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("groups.display")]
    [InlineData("groups.$ref")]
    [InlineData("meta.location")]
    [InlineData("password")]
    public async Task Attributes_that_are_not_stored_cannot_be_sorted_by(string attribute)
    {
        using var client = await host.NewTenantAsync();
        (await client.Get($"Users?sortBy={attribute}")).Refused(400, "invalidPath");
        (await client.Get("Groups?sortBy=members")).Refused(400, "invalidPath");
    }

    [Fact]
    public async Task Renames_and_deletions_are_visible_at_once()
    {
        using var client = await host.NewTenantAsync();
        var user = await client.User("ann");
        var group = await client.Group("old", user);
        (await client.Patch($"Groups/{group}", """{"op":"replace","path":"displayName","value":"new"}""")).Expect(200);
        Assert.Equal("", (await client.Find("Users", "groups.display eq \"old\"")).Names());
        Assert.Equal("ann", (await client.Find("Users", "groups.display eq \"new\"")).Names());
        (await client.Delete($"Groups/{group}")).Expect(204);
        Assert.Equal("", (await client.Find("Users", "groups pr")).Names());
        Assert.Equal("", (await client.Find("Groups", $"members.value eq \"{user}\"")).Names());
    }

    [Theory]
    [InlineData("User", "groups.value eq \"{g}\"")]
    [InlineData("User", "groups.display eq \"G\"")]
    [InlineData("User", "groups.display sw \"\"")]
    [InlineData("Group", "members.value eq \"{bob}\"")]
    [Trait("Takes", "Seconds")]
    public async Task Common_membership_filters_use_an_index(string type, string filter)
    {
        using var client = await host.NewTenantAsync();
        filter = await PopulateAsync(client, filter);
        var list = host.Services.GetServices<IResourceList>().Single(list => list.Type.Name == type);
        var query = new DocumentQuery
        {
            Tenant = client.Tenant,
            Filter = await list.ResolveFilterAsync(client.Tenant, FilterBinder.Parse(filter, list.Type), default),
            Limit = 10,
        };
        var plan = type == "User"
            ? await host.Services.GetRequiredService<IDocumentCollection<UserRecord>>().ExplainAsync(query, default)
            : await host.Services.GetRequiredService<IDocumentCollection<GroupRecord>>().ExplainAsync(query, default);
        Assert.Contains("SEARCH d USING INTEGER PRIMARY KEY", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN d", plan, StringComparison.Ordinal);
    }

    private static async Task<string> PopulateAsync(TenantClient client, string filter)
    {
        var (ann, bob, cid) = (await client.User("ann"), await client.User("bob"), await client.User("cid"));
        var (g, h) = (await client.Group("G", ann, bob), await client.Group("H", bob));
        await client.Group("E");
        return filter
            .Replace("{ann}", ann, StringComparison.Ordinal)
            .Replace("{bob}", bob, StringComparison.Ordinal)
            .Replace("{cid}", cid, StringComparison.Ordinal)
            .Replace("{g}", g, StringComparison.Ordinal)
            .Replace("{h}", h, StringComparison.Ordinal);
    }
}
