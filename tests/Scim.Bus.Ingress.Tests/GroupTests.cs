using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Ingress.Tests;

/// <summary>Groups and their members over HTTP, and the messages about them.</summary>
public sealed class GroupTests(IngressHost host) : IClassFixture<IngressHost>
{
    [Fact]
    public async Task A_group_has_its_members_and_members_have_their_group()
    {
        using var client = await host.NewTenantAsync();
        var ann = await client.User("ann", "\"displayName\":\"Ann L.\"");
        var bob = await client.User("bob", "\"name\":{\"givenName\":\"Bob\",\"familyName\":\"Ray\"}");
        var group = (await client.Post("Groups", TenantClient.GroupBody("Recruiters", ann, bob, ann))).Expect(201);
        var members = group.Body["members"]!.AsArray().Select(member => member!).ToList();

        Assert.Equal(
            [(ann, "Ann L.", "User"), (bob, "Bob Ray", "User")],
            members.Select(member => (Text(member, "value"), Text(member, "display"), Text(member, "type"))).Order());
        Assert.Equal($"{host.Address}scim/v2/Users/{ann}", Text(members.Single(member => Text(member, "value") == ann), "$ref"));
        var user = (await client.Get($"Users/{ann}")).Body["groups"]!.AsArray().Single()!;
        Assert.Equal(
            (group.Id, "Recruiters", "direct", $"{host.Address}scim/v2/Groups/{group.Id}"),
            (Text(user, "value"), Text(user, "display"), Text(user, "type"), Text(user, "$ref")));

        var published = Assert.Single(await client.Events<GroupMembershipChanged>());
        Assert.Equal((group.Id, 1), (published.Group.ToString(), published.Version));
        Assert.Equal(new[] { ann, bob }.Order(), published.Added.Select(member => member.User.ToString()).Order());
        Assert.All(published.Added, member => Assert.Equal((2, group.Id), (member.Version, member.EffectiveGroup.ToString())));
        Assert.Empty(published.Removed);
    }

    [Fact]
    public async Task Operations_on_members_apply_in_order()
    {
        using var client = await host.NewTenantAsync();
        var (a, b) = (await client.User("a"), await client.User("b", "\"displayName\":\"Zed\""));
        var group = await client.Group("g", a);
        (await client.Patch($"Groups/{group}", $"{TenantClient.RemoveMember(a)},{TenantClient.AddMembers(a)}")).Expect(200);
        Assert.Equal([a], await client.Members(group));
        (await client.Patch(
            $"Groups/{group}", $$"""{{TenantClient.AddMembers(b)}},{"op":"remove","path":"members[display eq \"zed\"]"}""")).Expect(200);
        Assert.Equal([a], await client.Members(group));
        var replace = $$"""{"op":"replace","path":"members","value":[{"value":"{{b}}"}]}""";
        (await client.Patch($"Groups/{group}", $"{replace},{TenantClient.AddMembers(a)},{TenantClient.RemoveMember(b)}")).Expect(200);
        Assert.Equal([a], await client.Members(group));
        (await client.Patch($"Groups/{group}", """{"op":"remove","path":"members"}""")).Expect(200);
        Assert.Empty(await client.Members(group));
    }

    [Fact]
    public async Task I4_the_group_added_last_is_effective_and_its_removal_restores_the_one_before()
    {
        using var client = await host.NewTenantAsync();
        var user = await client.User("a");
        var (g, h) = (await client.Group("g"), await client.Group("h"));
        await client.Patch($"Groups/{g}", TenantClient.AddMembers(user));
        await client.Patch($"Groups/{h}", TenantClient.AddMembers(user));
        await client.Patch($"Groups/{g}", TenantClient.AddMembers(user));
        await client.Patch($"Groups/{h}", TenantClient.RemoveMember(user));

        var effective = (await client.Events<GroupMembershipChanged>(3)).SelectMany(message => message.Added.Concat(message.Removed))
            .OrderBy(member => member.Version).Select(member => member.EffectiveGroup.ToString());
        Assert.Equal([g, h, g], effective);
        // Each change is told to the user's saga by the same write.
        var told = (await client.Events<AssignmentChanged>(3)).Select(message => message.Assignment).OrderBy(member => member.Version);
        Assert.Equal([g, h, g], told.Select(member => member.EffectiveGroup.ToString()));
        var conflict = Assert.Single(await client.Events<AccessGroupConflictDetected>());
        Assert.Equal((h, g), (conflict.EffectiveGroup.ToString(), conflict.OtherGroups.Single().ToString()));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_conflict_ends_with_the_last_group_but_one()
    {
        using var client = await host.NewTenantAsync();
        var (user, deleted) = (await client.User("a"), await client.User("b"));
        var groups = new List<string>();
        foreach (var name in (string[])["f", "g", "h"])
            groups.Add(await client.Group(name, user, deleted));
        await client.Patch($"Groups/{groups[0]}", TenantClient.RemoveMember(user));
        Assert.Empty((await client.AllEvents()).OfType<AccessGroupConflictResolved>());

        await client.Patch($"Groups/{groups[2]}", TenantClient.RemoveMember(user));
        await client.Patch($"Groups/{groups[1]}", TenantClient.RemoveMember(user));
        (await client.Delete($"Users/{deleted}")).Expect(204);
        var conflicts = await client.Events<AccessGroupConflictDetected>(4);
        var resolved = (await client.AllEvents()).OfType<AccessGroupConflictResolved>().DistinctBy(message => message.User).ToList();
        Assert.Equal(new[] { user, deleted }.ToHashSet(), resolved.Select(message => message.User.ToString()).ToHashSet());
        Assert.All(
            resolved,
            end => Assert.All(
                conflicts.Where(begin => begin.User == end.User), begin => Assert.True(begin.Version < end.Version)));
    }

    [Fact]
    public async Task A_tenant_can_refuse_second_groups()
    {
        using var client = await host.NewTenantAsync(settings: ",\"secondGroup\":\"reject\"");
        var user = await client.User("a");
        var (g, h) = (await client.Group("g", user), await client.Group("h"));
        (await client.Patch($"Groups/{h}", TenantClient.AddMembers(user))).Refused(409);
        Assert.Empty(await client.Members(h));
        (await client.Patch($"Groups/{g}", TenantClient.RemoveMember(user))).Expect(200);
        (await client.Patch($"Groups/{h}", TenantClient.AddMembers(user))).Expect(200);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_second_group_is_refused_even_if_both_are_added_at_once()
    {
        using var client = await host.NewTenantAsync(settings: ",\"secondGroup\":\"reject\"");
        var groups = new[] { await client.Group("g"), await client.Group("h") };
        for (var i = 0; i < 30; i++)
        {
            var user = await client.User($"u{i}");
            var answers = await Task.WhenAll(groups.Select(group => client.Patch($"Groups/{group}", TenantClient.AddMembers(user)))
                .Append(client.Post("Groups", TenantClient.GroupBody($"new{i}", user))));
            Assert.Equal([0, 409, 409], answers.Select(answer => answer.Status is 200 or 201 ? 0 : answer.Status).Order());
        }
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
