using System.Text.Json.Nodes;
using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Tests;

/// <summary>Several requests in one (RFC 7644, section 3.7).</summary>
public sealed class BulkTests(IngressHost host) : IClassFixture<IngressHost>
{
    private const string Head = "\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"]";

    [Fact]
    public async Task Every_method_is_carried_out_as_by_a_request_of_its_own()
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
        Assert.Equal("dan anna bob", string.Join(' ', (await client.Get("Users")).Names().Split(' ').OrderBy(name => "dan anna bob".IndexOf(name, StringComparison.Ordinal))));
        Assert.Equal(4, (await client.Events<UserProvisioned>(4)).Count);
        Assert.Equal(2, (await client.Events<UserUpdated>(2)).Count);
        Assert.Single(await client.Events<UserDeprovisioned>());
    }

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
        // Created with its manager at once, for that one could be created first; the second version is that it joined the group.
        Assert.Equal("\"2\"", (await client.Get($"Users/{b}")).ETag);
    }

    [Fact]
    public async Task References_in_a_circle_are_resolved()
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
    public async Task What_is_wrong_with_one_operation_is_told_there_and_the_others_are_done()
    {
        using var client = await host.NewTenantAsync();
        await client.User("taken");
        var user = await client.User("u");
        var done = await Bulk(
            client,
            Post("Users", "1", TenantClient.UserBody("taken")),
            Operation("POST", "/Users", TenantClient.UserBody("x")),
            Post("Users", "1", TenantClient.UserBody("y")),
            Operation("GET", $"/Users/{user}", "{}"),
            Operation("PATCH", $"/Users/{user}", null),
            Operation("PATCH", $"/Users/{user}", Patch("""{"op":"add","path":"shoeSize","value":1}""")),
            Operation("PUT", $"/Users/{user}", TenantClient.UserBody("z"), "\"version\":\"\\\"7\\\"\""),
            Operation("DELETE", $"/Users/{Guid.NewGuid()}", null),
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
                "409 uniqueness", "400 invalidSyntax", "400 invalidValue", "400 invalidSyntax", "400 invalidSyntax", "400 invalidPath", "412 ",
                "404 ", "405 ", "404 ", "405 ", "400 invalidValue", "400 invalidValue", "400 invalidSyntax", "400 invalidSyntax", "201 ",
            ],
            done.Select(operation => $"{operation["status"]!.GetValue<string>()} {operation["response"]?["scimType"]?.GetValue<string>()}"));
        Assert.All(done.SkipLast(1), operation =>
        {
            Assert.Equal("urn:ietf:params:scim:api:messages:2.0:Error", operation["response"]!["schemas"]![0]!.GetValue<string>());
            Assert.Equal(operation["status"]!.GetValue<string>(), operation["response"]!["status"]!.GetValue<string>());
            Assert.NotEmpty(operation["response"]!["detail"]!.GetValue<string>());
        });
        Assert.Equal("taken u ok", (await client.Get("Users")).Names());
        Assert.Equal(0, (await client.Get("Groups")).Total());
    }

    [Fact]
    public async Task Who_could_not_be_given_what_it_refers_to_says_so_and_where_it_is()
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

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 5)]
    public async Task After_as_many_failures_as_are_taken_nothing_further_is_begun(int failOnErrors, int begun)
    {
        using var client = await host.NewTenantAsync();
        string[] names = ["a", "a", "b", "b", "c"];
        var answer = await Send(client, $"\"failOnErrors\":{failOnErrors}", [.. names.Select((name, i) => Post("Users", $"{i}", TenantClient.UserBody(name)))]);
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
    public async Task A_request_that_is_wrong_as_a_whole_is_refused_as_a_whole(string body, int status, string? scimType)
    {
        using var client = await host.NewTenantAsync();
        (await client.Post("Bulk", body)).Refused(status, scimType);
    }

    [Fact]
    public async Task Limits_are_those_that_are_advertised()
    {
        using var client = await host.NewTenantAsync();
        var limits = (await client.Get("ServiceProviderConfig")).Body["bulk"]!;
        Assert.True(limits["supported"]!.GetValue<bool>());
        var maxOperations = limits["maxOperations"]!.GetValue<int>();
        var one = Operation("DELETE", "/Users/none", null);
        Assert.Equal(maxOperations, (await Bulk(client, [.. Enumerable.Repeat(one, maxOperations)])).Count);
        (await Send(client, "", [.. Enumerable.Repeat(one, maxOperations + 1)])).Refused(413);
        var large = Post("Users", "1", TenantClient.UserBody("u", $"\"title\":\"{new string('x', limits["maxPayloadSize"]!.GetValue<int>())}\""));
        (await Send(client, "", large)).Refused(413);
        (await client.Get("Bulk")).Refused(405);
    }

    [Fact]
    public async Task A_thousand_that_refer_to_each_other_are_all_created()
    {
        using var client = await host.NewTenantAsync();
        const int count = 1_000;
        var done = await Bulk(client, [.. Enumerable.Range(0, count).Select(i =>
            Post("Users", $"{i}", TenantClient.UserBody($"u{i}", Manager($"bulkId:{(i + 1) % count}"))))]);
        Assert.All(done, operation => Assert.Equal("201", operation["status"]!.GetValue<string>()));
        var ids = done.Select(Id).ToList();
        Assert.Equal(ids[1], ManagerOf(await client.Get($"Users/{ids[0]}")));
        Assert.Equal(ids[0], ManagerOf(await client.Get($"Users/{ids[count - 1]}")));
    }

    [Fact]
    public async Task I6_a_bulk_that_is_sent_again_changes_nothing()
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
        // Joining the group was a version of the user too.
        Assert.Equal(["\"3\"", "\"2\""], second.Select(operation => operation["version"]!.GetValue<string>()));
        Assert.Equal(events, (await client.AllEvents()).Count);
    }

    private static string Operation(string method, string path, string? data, string more = "") =>
        $$"""{"method":"{{method}}","path":"{{path}}"{{(data is null ? "" : $",\"data\":{data}")}}{{(more.Length > 0 ? "," + more : "")}}}""";

    private static string Post(string endpoint, string bulkId, string data) => Operation("POST", "/" + endpoint, data, $"\"bulkId\":\"{bulkId}\"");

    private static string Patch(string operations) => $$"""{"schemas":["{{TenantClient.PatchUrn}}"],"Operations":[{{operations}}]}""";

    private static string Manager(string id, string more = "") =>
        $$$"""
        "{{{TenantClient.EnterpriseUrn}}}":{"manager":{"value":"{{{id}}}"}{{{(more.Length > 0 ? "," + more : "")}}}}
        """;

    private static Task<Response> Send(TenantClient client, string members, params string[] operations) =>
        client.Post("Bulk", $$"""{{{Head}}{{(members.Length > 0 ? "," + members : "")}},"Operations":[{{string.Join(',', operations)}}]}""");

    private static async Task<IReadOnlyList<JsonNode>> Bulk(TenantClient client, params string[] operations)
    {
        var answer = (await Send(client, "", operations)).Expect(200).Body;
        Assert.Equal("urn:ietf:params:scim:api:messages:2.0:BulkResponse", answer["schemas"]![0]!.GetValue<string>());
        Assert.Equal(operations.Length, answer["Operations"]!.AsArray().Count);
        return [.. answer["Operations"]!.AsArray().OfType<JsonNode>()];
    }

    private static IEnumerable<string> Statuses(IEnumerable<JsonNode> operations) => operations.Select(operation => operation["status"]!.GetValue<string>());

    private static string Location(JsonNode operation) => operation["location"]!.GetValue<string>();

    private static string Id(JsonNode operation) => Location(operation).Split('/')[^1];

    private static string? ManagerOf(Response user) => user.Body[TenantClient.EnterpriseUrn]?["manager"]?["value"]?.GetValue<string>();
}
