using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Ingress.Tests;

/// <summary>Groups and their members over HTTP, and what is published of them.</summary>
public sealed class GroupTests(IngressHost host) : IClassFixture<IngressHost>
{
    [Fact]
    public async Task A_group_has_its_members_and_members_have_their_group()
    {
        using var client = await host.NewTenantAsync();
        var ann = await client.User("ann", "\"displayName\":\"Ann L.\"");
        var bob = await client.User("bob", "\"name\":{\"givenName\":\"Bob\",\"familyName\":\"Ray\"}");
        var group = (await client.Post("Groups", TenantClient.GroupBody("Recruiters", ann, bob, ann))).Expect(201);

        Assert.Equal(
            [(ann, "Ann L.", "User"), (bob, "Bob Ray", "User")],
            group.Body["members"]!.AsArray().Select(m => (m!["value"]!.GetValue<string>(), m["display"]!.GetValue<string>(), m["type"]!.GetValue<string>())).Order());
        Assert.Equal($"{host.Address}scim/v2/Users/{ann}", group.Body["members"]!.AsArray().Single(m => m!["value"]!.GetValue<string>() == ann)!["$ref"]!.GetValue<string>());
        var user = (await client.Get($"Users/{ann}")).Body["groups"]!.AsArray().Single()!;
        Assert.Equal(
            (group.Id, "Recruiters", "direct", $"{host.Address}scim/v2/Groups/{group.Id}"),
            (user["value"]!.GetValue<string>(), user["display"]!.GetValue<string>(), user["type"]!.GetValue<string>(), user["$ref"]!.GetValue<string>()));

        var told = Assert.Single(await client.Events<GroupMembershipChanged>());
        Assert.Equal((group.Id, 1), (told.Group.ToString(), told.Version));
        Assert.Equal(new[] { ann, bob }.Order(), told.Added.Select(member => member.User.ToString()).Order());
        Assert.All(told.Added, member => Assert.Equal((2, group.Id), (member.Version, member.EffectiveGroup.ToString())));
        Assert.Empty(told.Removed);
    }

    [Fact]
    public async Task Quirk02_a_remove_with_ids_in_its_value_removes_those_only()
    {
        using var client = await host.NewTenantAsync();
        string[] users = [await client.User("a"), await client.User("b"), await client.User("c")];
        var group = await client.Group("g", users);
        (await client.Patch($"Groups/{group}", $$"""{"op":"Remove","path":"members","value":[{"value":"{{users[1]}}"}]}""")).Expect(200);
        Assert.Equal(new[] { users[0], users[2] }.Order(StringComparer.Ordinal), await client.Members(group));
    }

    [Fact]
    public async Task Quirk03_several_removes_by_filter_remove_the_right_ones_and_adds_append()
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
    public async Task Operations_on_members_apply_in_their_order()
    {
        using var client = await host.NewTenantAsync();
        var (a, b) = (await client.User("a"), await client.User("b", "\"displayName\":\"Zed\""));
        var group = await client.Group("g", a);
        (await client.Patch($"Groups/{group}", $"{TenantClient.RemoveMember(a)},{TenantClient.AddMembers(a)}")).Expect(200);
        Assert.Equal([a], await client.Members(group));
        (await client.Patch($"Groups/{group}", $$"""{{TenantClient.AddMembers(b)}},{"op":"remove","path":"members[display eq \"zed\"]"}""")).Expect(200);
        Assert.Equal([a], await client.Members(group));
        (await client.Patch($"Groups/{group}", $$"""{"op":"replace","path":"members","value":[{"value":"{{b}}"}]},{{TenantClient.AddMembers(a)}},{"op":"remove","path":"members[value eq \"{{b}}\"]"}""")).Expect(200);
        Assert.Equal([a], await client.Members(group));
        (await client.Patch($"Groups/{group}", """{"op":"remove","path":"members"}""")).Expect(200);
        Assert.Empty(await client.Members(group));
    }

    [Fact]
    public async Task Quirk08_and_09_a_rename_with_its_id_keeps_the_members()
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

    [Fact]
    public async Task Quirk12_concurrent_patches_of_one_group_lose_nothing()
    {
        using var client = await host.NewTenantAsync();
        var users = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => client.User($"u{i}")));
        var group = await client.Group("g");
        var answers = await Task.WhenAll(users.Select(user => client.Patch($"Groups/{group}", TenantClient.AddMembers(user))));
        Assert.All(answers, answer => answer.Expect(200));
        Assert.Equal(users.Order(StringComparer.Ordinal), await client.Members(group));
        Assert.Equal("\"65\"", (await client.Get($"Groups/{group}")).ETag);
        var told = (await client.Events<GroupMembershipChanged>(64)).SelectMany(message => message.Added).Select(member => member.User.ToString());
        Assert.Equal(users.Order(), told.Order());
    }

    [Fact]
    public async Task Quirk13_a_repeated_add_or_remove_emits_nothing()
    {
        using var client = await host.NewTenantAsync();
        var user = await client.User("a");
        var group = await client.Group("g", user);
        var before = (await client.Get($"Users/{user}")).ETag;
        Assert.Equal("\"1\"", (await client.Patch($"Groups/{group}", TenantClient.AddMembers(user, user))).Expect(200).ETag);
        Assert.Equal("\"1\"", (await client.Patch($"Groups/{group}", TenantClient.RemoveMember(Guid.NewGuid().ToString()))).Expect(200).ETag);
        Assert.Equal("\"1\"", (await client.Put($"Groups/{group}", TenantClient.GroupBody("g", user))).Expect(200).ETag);
        Assert.Equal(before, (await client.Get($"Users/{user}")).ETag);
        Assert.Single((await client.AllEvents()).OfType<GroupMembershipChanged>());
    }

    [Fact]
    public async Task Quirk14_members_that_do_not_exist_are_named_all_at_once_and_nothing_is_applied()
    {
        using var client = await host.NewTenantAsync();
        var (user, gone) = (await client.User("a"), await client.User("gone"));
        await client.Delete($"Users/{gone}");
        var group = await client.Group("g");
        var unknown = Guid.NewGuid().ToString();
        var refusal = (await client.Patch($"Groups/{group}", $$"""{"op":"replace","path":"displayName","value":"x"},{{TenantClient.AddMembers(user, unknown, gone)}}""")).Refused(400, "invalidValue");
        Assert.Contains(unknown, refusal.Detail, StringComparison.Ordinal);
        Assert.Contains(gone, refusal.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(user, refusal.Detail, StringComparison.Ordinal);
        (await client.Patch($"Groups/{group}", TenantClient.AddMembers("bob", "al"))).Refused(400, "invalidValue");
        (await client.Post("Groups", TenantClient.GroupBody("h", unknown))).Refused(400, "invalidValue");
        Assert.Equal("g", (await client.Get($"Groups/{group}")).Body["displayName"]!.GetValue<string>());
        Assert.Empty(await client.Members(group));
    }

    [Fact]
    public async Task Groups_in_groups_are_refused()
    {
        using var client = await host.NewTenantAsync();
        var (group, inner) = (await client.Group("g"), await client.Group("h"));
        (await client.Patch($"Groups/{group}", $$"""{"op":"add","path":"members","value":[{"value":"{{inner}}","type":"Group"}]}""")).Refused(400, "invalidValue");
        (await client.Patch($"Groups/{group}", TenantClient.AddMembers(inner))).Refused(400, "invalidValue");
    }

    [Fact]
    public async Task Quirk15_deleting_leaves_no_dangling_reference()
    {
        using var client = await host.NewTenantAsync();
        var (a, b) = (await client.User("a"), await client.User("b"));
        var (g, h) = (await client.Group("g", a, b), await client.Group("h", a));

        (await client.Delete($"Users/{b}")).Expect(204);
        Assert.Equal([a], await client.Members(g));
        Assert.Equal("\"2\"", (await client.Get($"Groups/{g}")).ETag);

        (await client.Delete($"Groups/{h}")).Expect(204);
        (await client.Get($"Groups/{h}")).Refused(404);
        Assert.Equal(g, Assert.Single((await client.Get($"Users/{a}")).Body["groups"]!.AsArray())!["value"]!.GetValue<string>());
        await client.Group("h");

        var removed = (await client.Events<GroupMembershipChanged>(4)).Where(message => message.Removed.Count > 0).ToList();
        Assert.Equal([(g, b), (h, a)], removed.Select(message => (message.Group.ToString(), message.Removed.Single().User.ToString())).OrderBy(pair => pair.Item2 == a));
        Assert.Equal(g, removed.Single(message => message.Group.ToString() == h).Removed.Single().EffectiveGroup.ToString());
        Assert.Single(await client.Events<GroupDeprovisioned>());
    }

    [Fact]
    public async Task Quirk16_members_can_be_left_out()
    {
        using var client = await host.NewTenantAsync();
        var group = await client.Group("g", await client.User("a"));
        Assert.Null((await client.Get($"Groups/{group}?excludedAttributes=members")).Body["members"]);
        Assert.Null((await client.Get("Groups?excludedAttributes=Members")).Body["Resources"]![0]!["members"]);
        Assert.Null((await client.Get($"Groups/{group}?attributes=displayName")).Body["members"]);
        Assert.NotNull((await client.Get("Groups")).Body["Resources"]![0]!["members"]);
        Assert.Null((await client.Patch($"Groups/{group}?excludedAttributes=members", """{"op":"replace","path":"displayName","value":"h"}""")).Expect(200).Body["members"]);
    }

    [Fact]
    public async Task Quirk17_a_replacement_that_removes_most_members_is_done_and_warned_of()
    {
        using var client = await host.NewTenantAsync();
        var users = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => client.User($"u{i}")));
        var group = await client.Group("big", users);
        (await client.Patch($"Groups/{group}", $$"""{"op":"replace","path":"members","value":[{"value":"{{users[0]}}"}]}""")).Expect(200);
        Assert.Equal([users[0]], await client.Members(group));
        var warning = Assert.Single(await client.Events<TimelineEntry>());
        Assert.Equal(TimelineOutcome.Warning, warning.Outcome);
        Assert.Contains("11 of 12", warning.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_one_groups_whatever_its_case()
    {
        using var client = await host.NewTenantAsync();
        await client.Group("Recruiters");
        (await client.Post("Groups", TenantClient.GroupBody("RECRUITERS"))).Refused(409, "uniqueness");
        var other = await client.Group("Others");
        (await client.Patch($"Groups/{other}", """{"op":"replace","path":"displayName","value":"recruiters"}""")).Refused(409, "uniqueness");
    }

    [Fact]
    public async Task I4_the_group_added_last_counts_and_an_earlier_one_counts_again_when_it_goes()
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
        var conflict = Assert.Single(await client.Events<AccessGroupConflictDetected>());
        Assert.Equal((h, g), (conflict.EffectiveGroup.ToString(), conflict.OtherGroups.Single().ToString()));
    }

    [Fact]
    public async Task A_tenant_may_have_second_groups_refused()
    {
        using var client = await host.NewTenantAsync(settings: ",\"secondGroup\":\"reject\"");
        var user = await client.User("a");
        var (g, h) = (await client.Group("g", user), await client.Group("h"));
        (await client.Patch($"Groups/{h}", TenantClient.AddMembers(user))).Refused(409);
        Assert.Empty(await client.Members(h));
        (await client.Patch($"Groups/{g}", TenantClient.RemoveMember(user))).Expect(200);
        (await client.Patch($"Groups/{h}", TenantClient.AddMembers(user))).Expect(200);
    }
}
