using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Bus.Ingress.Directory.Users;

namespace Scim.Bus.Ingress.Tests.Cases;

/// <summary>Case 30: one group alone always has all of its members, and reading them costs the same for each page.</summary>
public sealed class LargeGroupCases : IAsyncLifetime
{
    private static readonly int Members = TestSize.Choose("SCIMBUS_STREAMED_MEMBERS", ordinary: 3_000, full: 100_000);

    private readonly IngressHost _host = new() { Configure = CountingStore.Registration };

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Case_30_a_large_group_is_whole_and_reads_each_member_once()
    {
        using var client = await _host.NewTenantAsync();
        var group = await client.Group("large");
        var members = await DirectoryFill.RunAsync(_host, client.Tenant, Members, GroupId.Parse(group, null));
        await DirectoryFill.RunAsync(_host, client.Tenant, count: 100, firstNumber: Members);
        var store = _host.Services.GetRequiredService<CountingStore>();
        foreach (var path in (string[])[$"Groups/{group}", $"Groups/{group}?attributes=members.value"])
        {
            var before = store.Read("users");
            var found = (await client.Get(path)).Expect(200).Body["members"]!.AsArray();
            Assert.Equal(
                members.Order(StringComparer.Ordinal), found.Select(member => member!["value"]!.GetValue<string>()));
            Assert.Equal(Members, store.Read("users") - before);
        }
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Case_30_a_page_of_members_begins_at_its_first_member()
    {
        using var client = await _host.NewTenantAsync();
        var group = GroupId.Parse(await client.Group("large"), null);
        var members = await DirectoryFill.RunAsync(_host, client.Tenant, count: 1_000, group);
        var users = _host.Services.GetRequiredService<IDocumentCollection<UserRecord>>();
        var first = new DocumentQuery { Tenant = client.Tenant, Filter = MemberFilter.MembersOf(group), Limit = 10 };
        var last = first with { After = new PagePosition(null, members.Order(StringComparer.Ordinal).ElementAt(989)) };
        Assert.Equal(10, (await users.QueryAsync(last, default)).Count);
        // An index leads to each member in turn, and nothing is sorted: a page costs as many steps as it has members, wherever it begins.
        const string lookup = "SEARCH d USING INTEGER PRIMARY KEY (rowid=?)";
        const string search = "SEARCH users_key USING PRIMARY KEY (tenant=? AND name=? AND value=?";
        Assert.Equal([$"{search})", lookup], (await users.ExplainAsync(first, default)).Split('\n'));
        Assert.Equal([$"{search} AND id>?)", lookup], (await users.ExplainAsync(last, default)).Split('\n'));
    }
}
