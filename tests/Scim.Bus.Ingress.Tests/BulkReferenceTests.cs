using static Scim.Bus.Ingress.Tests.BulkRequests;

namespace Scim.Bus.Ingress.Tests;

/// <summary>References between the operations of a bulk request (RFC 7644, section 3.7.2).</summary>
public sealed class BulkReferenceTests(IngressHost host) : IClassFixture<IngressHost>
{
    [Fact]
    public async Task References_are_resolved_in_any_order_in_values_and_in_paths()
    {
        using var client = await host.NewTenantAsync();
        var done = await Bulk(
            client,
            Operation("PATCH", "/Groups/bulkId:g", Patch("""{"op":"add","path":"members","value":[{"value":"bulkId:b"}]}""")),
            Post("Groups", "g", TenantClient.GroupBody("G", "bulkId:a")),
            Operation("PATCH", "/Users/bulkId:a", Patch("""{"op":"add","path":"title","value":"boss"}""")),
            Post("Users", "b", TenantClient.UserBody("b", Manager("bulkId:a"))),
            Post("Users", "a", TenantClient.UserBody("a")));

        Assert.Equal(["200", "201", "200", "201", "201"], Statuses(done));
        var (a, b) = (Id(done[4]), Id(done[3]));
        Assert.Equal(new[] { a, b }.Order(StringComparer.Ordinal), await client.Members(Id(done[1])));
        Assert.Equal("boss", (await client.Get($"Users/{a}")).Body["title"]!.GetValue<string>());
        Assert.Equal(a, ManagerOf(await client.Get($"Users/{b}")));
        // Created together with its manager, who could be created first. The second version is from joining the group.
        Assert.Equal("\"2\"", (await client.Get($"Users/{b}")).ETag);
    }

    [Fact]
    public async Task Circular_references_are_resolved()
    {
        using var client = await host.NewTenantAsync();
        var done = await Bulk(
            client,
            Post("Groups", "g", TenantClient.GroupBody("G", "bulkId:a", "bulkId:b", "bulkId:c", "bulkId:self")),
            Post("Users", "a", TenantClient.UserBody("a", Manager("bulkId:b", "\"department\":\"D\""))),
            Post("Users", "b", TenantClient.UserBody("b", Manager("bulkId:c"))),
            Post("Users", "c", TenantClient.UserBody("c", Manager("bulkId:a"))),
            Post("Users", "self", TenantClient.UserBody("self", Manager("bulkId:self"))));

        Assert.Equal(["201", "201", "201", "201", "201"], Statuses(done));
        var ids = done.Select(Id).ToList();
        foreach (var (user, manager) in new[] { (1, 2), (2, 3), (3, 1), (4, 4) })
        {
            var read = await client.Get($"Users/{ids[user]}");
            Assert.Equal(ids[manager], ManagerOf(read));
        }

        Assert.Equal("D", (await client.Get($"Users/{ids[1]}")).Body[TenantClient.EnterpriseUrn]!["department"]!.GetValue<string>());
        Assert.Equal(4, (await client.Members(ids[0])).Count);
        Assert.Equal("\"1\"", done[0]["version"]!.GetValue<string>());
        Assert.Equal("\"2\"", done[4]["version"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_created_resource_whose_reference_failed_reports_the_error_and_its_location()
    {
        using var client = await host.NewTenantAsync();
        await client.User("taken");
        var done = await Bulk(
            client,
            Post("Users", "a", TenantClient.UserBody("a", Manager("bulkId:b"))),
            Post("Users", "b", TenantClient.UserBody("taken", Manager("bulkId:a"))));
        Assert.Equal(["400", "409"], Statuses(done));
        Assert.Equal(Id(done[0]), (await client.Find("Users", "userName eq \"a\"")).Body["Resources"]![0]!["id"]!.GetValue<string>());
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_thousand_users_in_a_circle_of_references_are_created()
    {
        using var client = await host.NewTenantAsync();
        const int count = 1_000;
        var done = await Bulk(client, [.. Enumerable.Range(0, count).Select(i =>
            Post("Users", $"{i}", TenantClient.UserBody($"u{i}", Manager($"bulkId:{(i + 1) % count}"))))]);
        Assert.All(done, operation => Assert.Equal("201", Status(operation)));
        var ids = done.Select(Id).ToList();
        Assert.Equal(ids[1], ManagerOf(await client.Get($"Users/{ids[0]}")));
        Assert.Equal(ids[0], ManagerOf(await client.Get($"Users/{ids[count - 1]}")));
    }
}
