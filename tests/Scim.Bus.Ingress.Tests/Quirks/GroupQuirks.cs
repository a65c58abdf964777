using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Users;

namespace Scim.Bus.Ingress.Tests.Quirks;

/// <summary>Quirks 12 to 18: groups, their members and concurrent changes.</summary>
public sealed class GroupQuirks(IngressHost host) : IClassFixture<IngressHost>
{
    /// <summary>
    /// Members of a group that no array could hold: its answer is 204 from 1,001 members on, and its events come in chunks.
    /// </summary>
    private static readonly int LargeGroup = TestSize.Choose("SCIMBUS_GROUP", ordinary: 4_000, full: 20_000);

    [Fact]
    public async Task Quirk_12_concurrent_patches_of_one_group_lose_nothing()
    {
        using var client = await host.NewTenantAsync();
        var users = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => client.User($"u{i}")));
        var group = await client.Group("g");
        var answers = await Task.WhenAll(users.Select(user => client.Patch($"Groups/{group}", TenantClient.AddMembers(user))));
        Assert.All(answers, answer => answer.Expect(200));
        Assert.Equal(users.Order(StringComparer.Ordinal), await client.Members(group));
        Assert.Equal("\"65\"", (await client.Get($"Groups/{group}")).ETag);
        var published = (await client.Events<GroupMembershipChanged>(64)).SelectMany(message => message.Added)
            .Select(member => member.User.ToString());
        Assert.Equal(users.Order(), published.Order());
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Quirk_13_a_repeated_add_or_remove_publishes_nothing()
    {
        using var client = await host.NewTenantAsync();
        var user = await client.User("a");
        var group = await client.Group("g", user);
        var before = (await client.Get($"Users/{user}")).ETag;
        Assert.Equal("\"1\"", (await client.Patch($"Groups/{group}", TenantClient.AddMembers(user, user))).Expect(200).ETag);
        Assert.Equal(
            "\"1\"",
            (await client.Patch($"Groups/{group}", TenantClient.RemoveMember(Guid.NewGuid().ToString()))).Expect(200).ETag);
        Assert.Equal("\"1\"", (await client.Put($"Groups/{group}", TenantClient.GroupBody("g", user))).Expect(200).ETag);
        Assert.Equal(before, (await client.Get($"Users/{user}")).ETag);
        Assert.Single((await client.AllEvents()).OfType<GroupMembershipChanged>());
    }

    [Fact]
    public async Task Quirk_14_all_unknown_members_are_named_and_nothing_is_applied()
    {
        using var client = await host.NewTenantAsync();
        var (user, gone) = (await client.User("a"), await client.User("gone"));
        await client.Delete($"Users/{gone}");
        var group = await client.Group("g");
        var unknown = Guid.NewGuid().ToString();
        const string rename = """{"op":"replace","path":"displayName","value":"x"}""";
        var add = TenantClient.AddMembers(user, unknown, gone);
        var refusal = (await client.Patch($"Groups/{group}", $"{rename},{add}")).Refused(400, "invalidValue");
        Assert.Contains(unknown, refusal.Detail, StringComparison.Ordinal);
        Assert.Contains(gone, refusal.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(user, refusal.Detail, StringComparison.Ordinal);
        (await client.Patch($"Groups/{group}", TenantClient.AddMembers("bob", "al"))).Refused(400, "invalidValue");
        (await client.Post("Groups", TenantClient.GroupBody("h", unknown))).Refused(400, "invalidValue");
        Assert.Equal("g", (await client.Get($"Groups/{group}")).Body["displayName"]!.GetValue<string>());
        Assert.Empty(await client.Members(group));
    }

    [Fact]
    public async Task Quirk_15_deleting_leaves_no_dangling_reference()
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
        var pairs = removed.Select(message => (message.Group.ToString(), message.Removed.Single().User.ToString()));
        Assert.Equal([(g, b), (h, a)], pairs.OrderBy(pair => pair.Item2 == a));
        Assert.Equal(g, removed.Single(message => message.Group.ToString() == h).Removed.Single().EffectiveGroup.ToString());
        Assert.Single(await client.Events<GroupDeprovisioned>());
    }

    [Fact]
    public async Task Quirk_16_members_can_be_excluded()
    {
        using var client = await host.NewTenantAsync();
        var group = await client.Group("g", await client.User("a"));
        Assert.Null((await client.Get($"Groups/{group}?excludedAttributes=members")).Body["members"]);
        Assert.Null((await client.Get("Groups?excludedAttributes=Members")).Body["Resources"]![0]!["members"]);
        Assert.Null((await client.Get($"Groups/{group}?attributes=displayName")).Body["members"]);
        Assert.NotNull((await client.Get("Groups")).Body["Resources"]![0]!["members"]);
        const string rename = """{"op":"replace","path":"displayName","value":"h"}""";
        Assert.Null((await client.Patch($"Groups/{group}?excludedAttributes=members", rename)).Expect(200).Body["members"]);
    }

    [Fact]
    public async Task Quirk_17_a_replacement_that_removes_most_members_succeeds_with_a_warning()
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
    [Trait("Takes", "Seconds")]
    public async Task Quirk_18_a_very_large_group_works_and_its_document_does_not_grow()
    {
        using var client = await host.NewTenantAsync();
        var store = host.Services.GetRequiredService<UserStore>();
        var ids = new List<string>();
        foreach (var batch in Enumerable.Range(0, LargeGroup).Chunk(1_000))
        {
            var inserted = await Task.WhenAll(batch.Select(i => store.InsertAsync(NewUser(client.Tenant, i), default)));
            ids.AddRange(inserted.Select(user => user.Id.ToString()));
        }

        var group = await client.Group("large");
        foreach (var chunk in ids.Chunk(10_000))
            (await client.Patch($"Groups/{group}?excludedAttributes=members", TenantClient.AddMembers(chunk))).Expect(200);

        var one = await client.User("one-more");
        (await client.Patch($"Groups/{group}", TenantClient.AddMembers(one))).Expect(204);
        Assert.Equal(LargeGroup + 1, (await client.Members(group)).Count);
        await client.AllEvents();
        var documents = host.Services.GetRequiredService<IDocumentCollection<GroupRecord>>();
        var document = (await documents.GetAsync(client.Tenant, group, default))!;
        Assert.True(JsonSerializer.Serialize(document.Body, DocumentJson.Options).Length < 2_000);
        Assert.All(
            await client.Events<GroupMembershipChanged>((LargeGroup / GroupEvents.ChunkSize) + 1),
            message => Assert.InRange(message.Added.Count, 1, GroupEvents.ChunkSize));
    }

    private static UserRecord NewUser(TenantId tenant, int i)
    {
        var resource = new JsonObject { ["schemas"] = new JsonArray(TenantClient.UserUrn), ["userName"] = $"user{i}" };
        return UserChanges.Create(tenant, new UserId(Guid.CreateVersion7()), resource, DateTimeOffset.UtcNow) with { Pending = [] };
    }
}
