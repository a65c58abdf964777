using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Protocol.Limits;
using static Scim.Bus.Ingress.Tests.BulkRequests;
using static Scim.Bus.Ingress.Tests.TenantClient;

namespace Scim.Bus.Ingress.Tests.Cases;

/// <summary>Case 29: every string, list and resource has a largest size, for what a request sends and never for what is stored.</summary>
public sealed class LimitCases(IngressHost host) : IClassFixture<IngressHost>
{
    private static readonly string TooLongName = new('n', RequestLimits.NameLength + 1);

    [Fact]
    public async Task Case_29_a_group_name_of_900_kB_is_refused_with_the_limit()
    {
        using var client = await host.NewTenantAsync();
        var refusal = (await client.Post("Groups", GroupBody(new string('n', 900_000)))).Refused(400, "invalidValue");
        Assert.Contains("displayName", refusal.Detail, StringComparison.Ordinal);
        Assert.Contains($"{RequestLimits.NameLength}", refusal.Detail, StringComparison.Ordinal);
        Assert.True(refusal.Detail!.Length < 1_000);
    }

    [Fact]
    public async Task Case_29_it_is_refused_in_every_kind_of_request()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.Group("g");
        (await client.Put($"Groups/{id}", GroupBody(TooLongName))).Refused(400, "invalidValue");
        (await client.Patch($"Groups/{id}", $$"""{"op":"replace","path":"displayName","value":"{{TooLongName}}"}"""))
            .Refused(400, "invalidValue");
        (await client.Patch($"Groups/{id}", Whole("replace", $"\"displayName\":\"{TooLongName}\"")))
            .Refused(400, "invalidValue");
        Assert.Equal(["400"], Statuses(await Bulk(client, BulkRequests.Post("Groups", "g", GroupBody(TooLongName)))));
        Assert.Equal("g", (await client.Get($"Groups/{id}")).Expect(200).Body.Name());
    }

    [Theory]
    [InlineData("displayName", RequestLimits.NameLength)]
    [InlineData("nickName", RequestLimits.NameLength)]
    [InlineData("name.familyName", RequestLimits.NameLength)]
    [InlineData("name.formatted", RequestLimits.NameLength)]
    [InlineData("title", RequestLimits.TextLength)]
    [InlineData("externalId", RequestLimits.TextLength)]
    [InlineData("profileUrl", RequestLimits.TextLength)]
    [InlineData(EnterpriseUrn + ":department", RequestLimits.TextLength)]
    [InlineData("roles[type eq \\\"x\\\"].value", RequestLimits.TextLength)]
    [InlineData("photos[type eq \\\"photo\\\"].value", RequestLimits.BinaryLength)]
    [InlineData("x509Certificates[type eq \\\"x\\\"].value", RequestLimits.BinaryLength)]
    [Trait("Takes", "Seconds")]
    public async Task Case_29_a_string_may_have_its_largest_length_and_no_character_more(string path, int limit)
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann");
        // Text, a URI and Base64 at once.
        (await client.Patch($"Users/{id}", Add(path, new string('A', limit)))).Expect(200);
        var refusal = (await client.Patch($"Users/{id}", Add(path, new string('A', limit + 4)))).Refused(400, "invalidValue");
        Assert.Contains($"{limit} is the most", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Case_29_what_a_path_says_of_a_new_element_is_limited_too()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann");
        var path = $"roles[type eq \\\"{new string('x', RequestLimits.TextLength + 1)}\\\"].value";
        (await client.Patch($"Users/{id}", Add(path, "v"))).Refused(400, "invalidValue");
    }

    [Fact]
    public async Task Case_29_a_resource_has_at_most_64_kB_in_POST_and_as_the_result_of_PATCH()
    {
        using var client = await host.NewTenantAsync();
        var half = Roles(0, 10);
        var id = await client.User("ann", half);
        var refusal = (await client.Post("Users", UserBody("bea", Roles(0, 20)))).Refused(400, "invalidValue");
        Assert.Contains("roles", refusal.Detail, StringComparison.Ordinal);
        Assert.Contains($"{RequestLimits.ResourceSize}", refusal.Detail, StringComparison.Ordinal);
        (await client.Patch($"Users/{id}", Whole("add", Roles(10, 10)))).Refused(400, "invalidValue");
        (await client.Patch($"Users/{id}", Whole("add", Roles(10, 2)))).Expect(200);
    }

    [Fact]
    public async Task Case_29_an_attribute_has_at_most_500_elements_in_POST_and_as_the_result_of_PATCH()
    {
        using var client = await host.NewTenantAsync();
        (await client.Post("Users", UserBody("ann", Ims(0, 501)))).Refused(400, "invalidValue");
        var id = await client.User("ann", Ims(0, 300));
        (await client.Patch($"Users/{id}", Whole("add", Ims(300, 201)))).Refused(400, "invalidValue");
        (await client.Patch($"Users/{id}", Whole("replace", Ims(0, 501)))).Refused(400, "invalidValue");
        (await client.Patch($"Users/{id}", Whole("add", Ims(300, 200)))).Expect(200);
        // The same again: no element is there twice, so there are still 500.
        (await client.Patch($"Users/{id}", Whole("add", Ims(300, 200)))).Expect(200);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Case_29_a_stored_user_beyond_the_limits_can_be_changed_in_other_parts_and_removed()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann", "\"active\":true");
        var ims = JsonNode.Parse($"{{{Ims(0, 600)}}}")!["ims"]!;
        await StoreAsync<UserRecord>(client, id, user => user with
        {
            Resource = With(With(user.Resource, "title", new string('t', 100_000)), "ims", ims),
        });

        const string others = """{"op":"replace","path":"active","value":false},{"op":"add","path":"name.givenName","value":"Ann"}""";
        var changed = (await client.Patch($"Users/{id}", others)).Expect(200);
        Assert.False(changed.Body["active"]!.GetValue<bool>());
        Assert.Equal(100_000, changed.Body["title"]!.GetValue<string>().Length);
        (await client.Patch($"Users/{id}", """{"op":"replace","path":"ims[value eq \"i7\"].display","value":"x"}""")).Expect(200);
        (await client.Patch($"Users/{id}", """{"op":"add","path":"ims","value":[{"value":"one more"}]}""")).Refused(400, "invalidValue");
        (await client.Patch($"Users/{id}", """{"op":"remove","path":"ims[value eq \"i7\"]"}""")).Expect(200);
        (await client.Patch($"Users/{id}", Add("title", new string('t', 5_000)))).Refused(400, "invalidValue");
        (await client.Patch($"Users/{id}", Add("title", "t"))).Expect(200);
        (await client.Delete($"Users/{id}")).Expect(204);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Case_29_a_stored_group_with_a_long_name_keeps_working()
    {
        using var client = await host.NewTenantAsync();
        var user = await client.User("ann");
        var id = await client.Group("g");
        await StoreAsync<GroupRecord>(client, id, group => group with
        {
            Resource = With(group.Resource, "displayName", new string('g', 100_000)),
        });
        (await client.Patch($"Groups/{id}", AddMembers(user))).Expect(200);
        (await client.Patch($"Groups/{id}", RemoveMember(user))).Expect(200);
        (await client.Patch($"Groups/{id}", Add("externalId", "e"))).Expect(200);
        (await client.Put($"Groups/{id}", GroupBody("short"))).Expect(200);
        (await client.Delete($"Groups/{id}")).Expect(204);
    }

    private static string Add(string path, string value) => $$"""{"op":"add","path":"{{path}}","value":"{{value}}"}""";

    /// <summary>An operation without a path.</summary>
    private static string Whole(string op, string members) => "{\"op\":\"" + op + "\",\"value\":{" + members + "}}";

    /// <summary>Elements of 4 kB each.</summary>
    private static string Roles(int from, int count) =>
        $"\"roles\":[{string.Join(',', Enumerable.Range(from, count).Select(i => $$"""{"value":"{{i}}{{new string('r', 4_000)}}"}"""))}]";

    private static string Ims(int from, int count) =>
        $"\"ims\":[{string.Join(',', Enumerable.Range(from, count).Select(i => $$"""{"value":"i{{i}}"}"""))}]";

    private static JsonObject With(JsonObject resource, string name, JsonNode value)
    {
        var copy = (JsonObject)resource.DeepClone();
        copy[name] = value.DeepClone();
        return copy;
    }

    /// <summary>Stores what no request could, as an earlier version did.</summary>
    private async Task StoreAsync<T>(TenantClient client, string id, Func<T, T> change)
        where T : class
    {
        await client.AllEvents();
        var documents = host.Services.GetRequiredService<IDocumentCollection<T>>();
        var document = (await documents.GetAsync(client.Tenant, id, default))!;
        Assert.Equal(WriteOutcome.Done, (await documents.ReplaceAsync(document with { Body = change(document.Body) }, default)).Outcome);
    }
}
