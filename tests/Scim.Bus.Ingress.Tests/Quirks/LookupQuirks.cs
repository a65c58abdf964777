using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Tests.Quirks;

/// <summary>Quirks 19 to 22 and 24 to 26: finding, creating, deactivating and renaming users.</summary>
public sealed class LookupQuirks(IngressHost host) : IClassFixture<IngressHost>
{
    [Fact]
    public async Task Quirk_19_users_are_found_by_exact_external_id_and_by_user_name_in_any_case()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("Ann", "\"externalId\":\"Ext-1\"");
        Assert.Equal(id, (await client.Find("Users", "externalId eq \"Ext-1\"")).Body["Resources"]![0]!["id"]!.GetValue<string>());
        Assert.Equal(0, (await client.Find("Users", "externalId eq \"ext-1\"")).Body["totalResults"]!.GetValue<int>());
        Assert.Equal(1, (await client.Find("Users", "userName eq \"aNN\"")).Body["totalResults"]!.GetValue<int>());
    }

    [Fact]
    public async Task Quirk_20_of_concurrent_creations_with_one_name_exactly_one_succeeds()
    {
        using var client = await host.NewTenantAsync();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(i => client.Post("Users", TenantClient.UserBody(i % 2 == 0 ? "same" : "SAME"))));
        Assert.Single(answers, answer => answer.Status == 201);
        Assert.All(answers.Where(answer => answer.Status != 201), answer => answer.Refused(409, "uniqueness"));
    }

    [Theory]
    [InlineData("", 3, 1, 3)]
    [InlineData("count=2", 3, 1, 2)]
    [InlineData("count=0", 3, 1, 0)]
    [InlineData("count=-5", 3, 1, 0)]
    [InlineData("count=2&startIndex=3", 3, 3, 1)]
    [InlineData("startIndex=0", 3, 1, 3)]
    [InlineData("startIndex=-7", 3, 1, 3)]
    [InlineData("startIndex=9", 3, 9, 0)]
    [InlineData("startIndex=99999999999&count=99999999999", 3, int.MaxValue, 0)]
    public async Task Quirk_21_paging_follows_the_rfc(string query, int total, int startIndex, int items)
    {
        using var client = await host.NewTenantAsync();
        foreach (var name in (string[])["a", "b", "c"])
            await client.User(name);
        var page = (await client.Get($"Users?{query}")).Expect(200).Body;
        Assert.Equal(
            (total, startIndex, items, items),
            (Number("totalResults"), Number("startIndex"), Number("itemsPerPage"), page["Resources"]!.AsArray().Count));

        int Number(string name) => page[name]!.GetValue<int>();
    }

    [Fact]
    public async Task Quirk_22_the_service_provider_config_is_complete_and_accurate()
    {
        using var client = await host.NewTenantAsync();
        var config = (await client.Get("ServiceProviderConfig")).Expect(200).Body;
        Assert.Equal(
            ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
            config["schemas"]!.AsArray().Select(urn => urn!.GetValue<string>()));
        foreach (var feature in (string[])["patch", "bulk", "filter", "sort", "etag"])
            Assert.True(config[feature]!["supported"]!.GetValue<bool>(), feature);
        Assert.False(config["changePassword"]!["supported"]!.GetValue<bool>());
        Assert.Equal(
            (1_000, 1024 * 1024),
            (config["bulk"]!["maxOperations"]!.GetValue<int>(), config["bulk"]!["maxPayloadSize"]!.GetValue<int>()));
        Assert.Equal("oauthbearertoken", config["authenticationSchemes"]![0]!["type"]!.GetValue<string>());
        Assert.NotEmpty(config["authenticationSchemes"]![0]!["name"]!.GetValue<string>());
        Assert.NotEmpty(config["authenticationSchemes"]![0]!["description"]!.GetValue<string>());
        Assert.Equal($"{host.Address}scim/v2/ServiceProviderConfig", config["meta"]!["location"]!.GetValue<string>());
        Assert.Equal("ServiceProviderConfig", config["meta"]!["resourceType"]!.GetValue<string>());

        await Task.WhenAll(Enumerable.Range(0, config["filter"]!["maxResults"]!.GetValue<int>() + 1).Select(i => client.User($"u{i}")));
        var found = await client.Get("Users?filter=userName%20pr&count=9999");
        Assert.Equal(config["filter"]!["maxResults"]!.GetValue<int>(), found.Body["Resources"]!.AsArray().Count);
    }

    [Fact]
    public async Task Quirk_24_a_name_is_taken_while_the_user_is_inactive_and_free_after_the_deletion()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann", "\"active\":false");
        (await client.Post("Users", TenantClient.UserBody("ann"))).Refused(409, "uniqueness");
        (await client.Delete($"Users/{id}")).Expect(204);
        Assert.NotEqual(id, await client.User("ann"));
    }

    [Fact]
    public async Task Quirk_24_and_28_deactivation_reactivation_and_changes_are_published_with_the_whole_state()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann", "\"name\":{\"givenName\":\"Ann\"}");
        (await client.Patch(
            $"Users/{id}",
            """{"op":"replace","path":"active","value":false},{"op":"replace","path":"name.givenName","value":"Annie"}""")).Expect(200);
        (await client.Put($"Users/{id}", TenantClient.UserBody("ann", "\"name\":{\"givenName\":\"Annie\"},\"active\":true"))).Expect(200);
        (await client.Put($"Users/{id}", TenantClient.UserBody("anne", "\"name\":{\"givenName\":\"Annie\"},\"title\":\"t\""))).Expect(200);
        (await client.Put(
            $"Users/{id}",
            TenantClient.UserBody("anne", "\"name\":{\"givenName\":\"Annie\"},\"title\":\"t\",\"active\":false"))).Expect(200);
        (await client.Delete($"Users/{id}")).Expect(204);
        (await client.Delete($"Users/{id}")).Refused(404);
        (await client.Get($"Users/{id}")).Refused(404);
        (await client.Put($"Users/{id}", TenantClient.UserBody("anne"))).Refused(404);

        var deprovisioned = await client.Events<UserDeprovisioned>(3);
        Assert.Equal(
            [(2, DeprovisioningReason.Deactivated), (5, DeprovisioningReason.Deactivated), (6, DeprovisioningReason.Deleted)],
            deprovisioned.OrderBy(message => message.Version).Select(message => ((int)message.Version, message.Reason)));
        Assert.Equal("Annie", deprovisioned.Single(message => message.Version == 2).Profile.GivenName);
        Assert.Equal("anne", deprovisioned.Single(message => message.Version == 6).Profile.UserName);

        var back = (await client.Events<UserProvisioned>(2)).Single(message => message.Reactivated);
        Assert.Equal((3, 2, 1), (back.Version, back.ChangedAt["givenName"], back.ChangedAt["userName"]));
        var updated = Assert.Single(await client.Events<UserUpdated>());
        Assert.Equal(["title", "userName"], updated.Changed.Order());
        Assert.Equal(
            (4, 4, 2, 0),
            (updated.Version, updated.ChangedAt["userName"], updated.ChangedAt["givenName"], updated.ChangedAt["timeZone"]));
    }

    [Fact]
    public async Task Quirk_26_a_rename_by_put_is_a_rename()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("old");
        (await client.Put($"Users/{id}", TenantClient.UserBody("new"))).Expect(200);
        Assert.Equal(0, (await client.Find("Users", "userName eq \"old\"")).Body["totalResults"]!.GetValue<int>());
        Assert.Equal(id, (await client.Find("Users", "userName eq \"NEW\"")).Body["Resources"]![0]!["id"]!.GetValue<string>());
        await client.User("old");
    }
}
