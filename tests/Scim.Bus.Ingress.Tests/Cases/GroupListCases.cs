using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Scim.Bus.Ingress.Tests.Cases;

/// <summary>
/// Case 30: lists of groups stream their members, and a page ends early once they pass a number of members. Here it is 5; docs/limits.md
/// has the real one.
/// </summary>
public sealed class GroupListCases : IAsyncLifetime
{
    private readonly IngressHost _host = new()
    {
        Configure = CountingStore.Registration,
        Settings = { ["Scim:MaxMembersOnPage"] = "5" },
    };

    private TenantClient _client = null!;
    private readonly List<string> _users = [];

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        _client = await _host.NewTenantAsync();
        for (var i = 0; i < 8; i++)
            _users.Add(await _client.User($"u{i}"));
        for (var i = 0; i < 4; i++)
            await _client.Group($"g{i}", [.. _users.Take(3)]);
        await _client.Group("all", [.. _users]);
        await _client.Group("none");
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Case_30_a_page_ends_early_and_says_so()
    {
        var page = (await _client.Get("Groups?count=200")).Expect(200);
        Assert.Equal((6, 2, "g0 g1"), (page.Total(), ItemsPerPage(page), page.Names()));
        Assert.All(page.Body["Resources"]!.AsArray(), group => Assert.Equal(3, group!["members"]!.AsArray().Count));
        var next = (await _client.Get($"Groups?count=200&startIndex={1 + ItemsPerPage(page)}")).Expect(200);
        Assert.Equal((6, 2, "g2 g3"), (next.Total(), ItemsPerPage(next), next.Names()));
    }

    [Fact]
    public async Task Case_30_a_group_that_is_larger_than_a_page_is_always_whole()
    {
        var page = (await _client.Get("Groups?startIndex=5")).Expect(200);
        Assert.Equal((1, "all"), (ItemsPerPage(page), page.Names()));
        Assert.Equal(_users.Count, page.Body["Resources"]![0]!["members"]!.AsArray().Count);
        var id = page.Body["Resources"]![0]!["id"]!.GetValue<string>();
        Assert.Equal(_users.Count, (await _client.Members(id)).Count);
    }

    [Theory]
    [InlineData("Groups?count=3")]
    [InlineData("Groups?count=200")]
    [InlineData("Groups?count=4&sortBy=displayName")]
    [InlineData("?count=200&filter=displayName%20pr%20or%20userName%20pr")]
    public async Task Case_30_cursors_lead_through_all_pages_once(string list)
    {
        var all = await _client.Pages(list);
        var names = all.Select(resource => resource.Name()).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.Superset(new HashSet<string> { "g0", "g1", "g2", "g3", "all", "none" }, names.ToHashSet());
    }

    [Fact]
    public async Task Case_30_POST_search_ends_early_too()
    {
        var page = (await _client.Search("Groups/.search", "\"count\":200")).Expect(200);
        Assert.Equal((6, 2, "g0 g1"), (page.Total(), ItemsPerPage(page), page.Names()));
    }

    [Theory]
    [InlineData("Groups?excludedAttributes=members")]
    [InlineData("Groups?attributes=displayName")]
    [Trait("Takes", "Seconds")]
    public async Task Case_30_members_that_nobody_asked_for_are_not_read(string list)
    {
        await _client.AllEvents();
        var store = _host.Services.GetRequiredService<CountingStore>();
        var before = store.Read("users");
        var page = (await _client.Get(list)).Expect(200);
        Assert.Equal((6, 6), (page.Total(), ItemsPerPage(page)));
        Assert.All(page.Body["Resources"]!.AsArray(), group => Assert.Null(group!["members"]));
        Assert.Equal(before, store.Read("users"));
    }

    [Fact]
    public async Task Case_30_selected_parts_of_members_are_streamed_as_they_are_asked_for()
    {
        var page = (await _client.Get("Groups?attributes=members.value&count=1")).Expect(200);
        var members = page.Body["Resources"]![0]!["members"]!.AsArray();
        Assert.Equal(_users.Take(3).Order(StringComparer.Ordinal), members.Select(member => member!["value"]!.GetValue<string>()).Order());
        Assert.All(members, member => Assert.Single((JsonObject)member!));
    }

    private static int ItemsPerPage(Response page) => page.Body["itemsPerPage"]!.GetValue<int>();
}
