using Scim.Bus.Contracts;
using static Scim.Bus.Ingress.Tests.BulkRequests;

namespace Scim.Bus.Ingress.Tests;

/// <summary>Bulk requests (RFC 7644, section 3.7).</summary>
public sealed class BulkTests(IngressHost host) : IClassFixture<IngressHost>
{
    [Fact]
    public async Task Every_method_works_as_in_a_request_by_itself()
    {
        using var client = await host.NewTenantAsync();
        var (ann, bob, cid) = (await client.User("ann"), await client.User("bob"), await client.User("cid"));
        var done = await Bulk(
            client,
            Post("Users", "q", TenantClient.UserBody("dan")),
            Operation("PUT", $"/Users/{ann}", TenantClient.UserBody("anna"), "\"version\":\"W/\\\"1\\\"\""),
            Operation("PATCH", $"/users/{bob}", Patch("""{"op":"replace","path":"title","value":"t"}""")),
            Operation("delete", $"Users/{cid}", null));

        Assert.Equal(["201", "200", "200", "204"], Statuses(done));
        Assert.Equal(["POST", "PUT", "PATCH", "DELETE"], done.Select(operation => operation["method"]!.GetValue<string>()));
        Assert.Equal(["\"1\"", "\"2\"", "\"2\"", null], done.Select(operation => operation["version"]?.GetValue<string>()));
        Assert.Equal("q", done[0]["bulkId"]!.GetValue<string>());
        Assert.StartsWith($"{host.Address}scim/v2/Users/", Location(done[0]), StringComparison.Ordinal);
        Assert.Equal($"{host.Address}scim/v2/Users/{cid}", Location(done[3]));
        Assert.All(done, operation => Assert.Null(operation["response"]));
        Assert.Equal(["anna", "bob", "dan"], (await client.Get("Users")).Names().Split(' ').Order(StringComparer.Ordinal));
        Assert.Equal(4, (await client.Events<UserProvisioned>(4)).Count);
        Assert.Equal(2, (await client.Events<UserUpdated>(2)).Count);
        Assert.Single(await client.Events<UserDeprovisioned>());
    }

    [Fact]
    public async Task A_failed_operation_reports_its_error_and_the_others_succeed()
    {
        using var client = await host.NewTenantAsync();
        await client.User("taken");
        var user = await client.User("u");
        var unknown = Guid.NewGuid();
        var done = await Bulk(
            client,
            Post("Users", "1", TenantClient.UserBody("taken")),
            Operation("POST", "/Users", TenantClient.UserBody("x")),
            Post("Users", "1", TenantClient.UserBody("y")),
            Operation("GET", $"/Users/{user}", "{}"),
            Operation("PATCH", $"/Users/{user}", null),
            Operation("PATCH", $"/Users/{user}", Patch("""{"op":"add","path":"shoeSize","value":1}""")),
            Operation("PUT", $"/Users/{user}", TenantClient.UserBody("z"), "\"version\":\"\\\"7\\\"\""),
            Operation("DELETE", $"/Users/{unknown}", null),
            Operation("DELETE", "/Users", null),
            Operation("DELETE", "/Bulk/1", null),
            Post($"Users/{user}", "2", "{}"),
            Operation("PATCH", "/Users/bulkId:1", Patch("""{"op":"add","path":"title","value":"t"}""")),
            Post("Groups", "3", TenantClient.GroupBody("g", "bulkId:none")),
            "5",
            "{\"path\":\"/Users\"}",
            Post("Users", "ok", TenantClient.UserBody("ok")));

        Assert.Equal(
            [
                "409 uniqueness", "400 invalidSyntax", "400 invalidValue", "400 invalidSyntax", "400 invalidSyntax", "400 invalidPath",
                "412 ", "404 ", "405 ", "404 ", "405 ", "400 invalidValue", "400 invalidValue", "400 invalidSyntax",
                "400 invalidSyntax", "201 ",
            ],
            done.Select(operation => $"{Status(operation)} {operation["response"]?["scimType"]?.GetValue<string>()}"));
        // RFC 7644, section 3.7: the location is there "except in the event of a POST failure". Some paths are those of no resource.
        var located = done.Index().Where(each => each.Item["location"] is not null).ToDictionary(
            each => each.Index, each => each.Item["location"]!.GetValue<string>().Split("/Users/")[1]);
        Assert.Equal([3, 4, 5, 6, 7, 15], located.Keys.Order());
        Assert.Equal([user, user, user, user, $"{unknown}"], new[] { 3, 4, 5, 6, 7 }.Select(i => located[i]));
        Assert.All(done.SkipLast(1), operation =>
        {
            Assert.Equal("urn:ietf:params:scim:api:messages:2.0:Error", operation["response"]!["schemas"]![0]!.GetValue<string>());
            Assert.Equal(Status(operation), operation["response"]!["status"]!.GetValue<string>());
            Assert.NotEmpty(operation["response"]!["detail"]!.GetValue<string>());
        });
        Assert.Equal("taken u ok", (await client.Get("Users")).Names());
        Assert.Equal(0, (await client.Get("Groups")).Total());
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 5)]
    public async Task Execution_stops_once_fail_on_errors_is_reached(int failOnErrors, int begun)
    {
        using var client = await host.NewTenantAsync();
        string[] names = ["a", "a", "b", "b", "c"];
        string[] operations = [.. names.Select((name, i) => Post("Users", $"{i}", TenantClient.UserBody(name)))];
        var answer = await Send(client, $"\"failOnErrors\":{failOnErrors}", operations);
        Assert.Equal(begun, answer.Expect(200).Body["Operations"]!.AsArray().Count);
        Assert.Equal(begun == 5 ? 3 : begun / 2, (await client.Get("Users")).Total());
    }

    [Theory]
    [InlineData("{}", 400, "invalidSyntax")]
    [InlineData("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[{}]}", 400, "invalidValue")]
    [InlineData("{" + Head + "}", 400, "invalidSyntax")]
    [InlineData("{" + Head + ",\"Operations\":[]}", 400, "invalidSyntax")]
    [InlineData("{" + Head + ",\"Operations\":{}}", 400, "invalidSyntax")]
    [InlineData("{" + Head + ",\"failOnErrors\":\"1\",\"Operations\":[{}]}", 400, "invalidValue")]
    [InlineData("{" + Head + ",\"failOnErrors\":0,\"Operations\":[{}]}", 400, "invalidValue")]
    [Trait("Takes", "Seconds")]
    public async Task An_invalid_request_is_refused_as_a_whole(string body, int status, string? scimType)
    {
        using var client = await host.NewTenantAsync();
        (await client.Post("Bulk", body)).Refused(status, scimType);
    }

    [Fact]
    public async Task The_advertised_limits_are_enforced()
    {
        using var client = await host.NewTenantAsync();
        var limits = (await client.Get("ServiceProviderConfig")).Body["bulk"]!;
        Assert.True(limits["supported"]!.GetValue<bool>());
        var maxOperations = limits["maxOperations"]!.GetValue<int>();
        var one = Operation("DELETE", "/Users/none", null);
        Assert.Equal(maxOperations, (await Bulk(client, [.. Enumerable.Repeat(one, maxOperations)])).Count);
        (await Send(client, "", [.. Enumerable.Repeat(one, maxOperations + 1)])).Refused(413);
        var title = new string('x', limits["maxPayloadSize"]!.GetValue<int>());
        var large = Post("Users", "1", TenantClient.UserBody("u", $"\"title\":\"{title}\""));
        (await Send(client, "", large)).Refused(413);
        (await client.Get("Bulk")).Refused(405);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task I6_a_repeated_bulk_request_changes_nothing()
    {
        using var client = await host.NewTenantAsync();
        var user = await client.User("ann");
        var group = await client.Group("g");
        string[] operations =
        [
            Operation("PUT", $"/Users/{user}", TenantClient.UserBody("ann", "\"title\":\"t\"")),
            Operation("PATCH", $"/Groups/{group}", Patch(TenantClient.AddMembers(user))),
        ];
        var first = await Bulk(client, operations);
        var events = (await client.AllEvents()).Count;
        var second = await Bulk(client, operations);
        Assert.Equal(["\"2\"", "\"2\""], first.Select(operation => operation["version"]!.GetValue<string>()));
        // Joining the group created a version of the user too.
        Assert.Equal(["\"3\"", "\"2\""], second.Select(operation => operation["version"]!.GetValue<string>()));
        Assert.Equal(events, (await client.AllEvents()).Count);
    }
}
