using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Tests;

/// <summary>Users over HTTP, and what is published of them.</summary>
public sealed class UserTests(IngressHost host) : IClassFixture<IngressHost>
{
    [Fact]
    public async Task A_created_user_is_answered_in_full_and_told_in_full()
    {
        using var client = await host.NewTenantAsync();
        var created = (await client.Post("Users", TenantClient.UserBody(
            "Ann@acme.example",
            """
            "externalId":"e1","name":{"givenName":"Ann","familyName":"Lee"},"timezone":"Europe/London","userType":"External Recruiter",
            "emails":[{"value":"home@x.example","type":"home","primary":true},{"value":"Ann.Lee@acme.example","type":"work"}],"password":"s3cret"
            """))).Expect(201);

        Assert.Equal($"{host.Address}scim/v2/Users/{created.Id}", created.Headers["Location"].Single());
        Assert.Equal(created.Headers["Location"].Single(), created.Body["meta"]!["location"]!.GetValue<string>());
        Assert.Equal(created.ETag, created.Body["meta"]!["version"]!.GetValue<string>());
        Assert.Equal("User", created.Body["meta"]!["resourceType"]!.GetValue<string>());
        Assert.True(created.Body["active"]!.GetValue<bool>());
        Assert.Null(created.Body["password"]);
        Assert.Equal(created.Body.ToJsonString(), (await client.Get($"Users/{created.Id}")).Expect(200).Body.ToJsonString());

        var told = Assert.Single(await client.Events<UserProvisioned>());
        Assert.Equal((created.Id, 1, true, false), (told.User.ToString(), told.Version, told.Active, told.Reactivated));
        Assert.Equal(
            new UserProfile
            {
                UserName = "Ann@acme.example",
                ExternalId = "e1",
                WorkEmail = "Ann.Lee@acme.example",
                GivenName = "Ann",
                FamilyName = "Lee",
                TimeZone = "Europe/London",
                Kind = AccountKind.ExternalRecruiter,
            },
            told.Profile);
    }

    [Theory]
    [InlineData("\"emails\":[{\"value\":\"a@x\"},{\"value\":\"b@x\",\"type\":\"WORK\"}]", "b@x")]
    [InlineData("\"emails\":[{\"value\":\"a@x\"},{\"value\":\"b@x\",\"primary\":true}]", "b@x")]
    [InlineData("\"emails\":[{\"value\":\"a@x\",\"type\":\"home\"},{\"value\":\"b@x\",\"type\":\"other\"}]", "a@x")]
    [InlineData("\"emails\":[{\"type\":\"work\"},{\"value\":\"b@x\"}]", "b@x")]
    [InlineData("\"title\":\"none\"", "user@x.example")]
    public async Task The_work_email_is_found_by_the_rule(string attributes, string expected)
    {
        using var client = await host.NewTenantAsync();
        await client.User("user@x.example", attributes);
        Assert.Equal(expected, (await client.Events<UserProvisioned>())[0].Profile.WorkEmail);
    }

    [Fact]
    public async Task Quirk20_of_two_creations_of_one_name_at_once_one_succeeds()
    {
        using var client = await host.NewTenantAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => client.Post("Users", TenantClient.UserBody(i % 2 == 0 ? "same" : "SAME"))));
        Assert.Single(answers, answer => answer.Status == 201);
        Assert.All(answers.Where(answer => answer.Status != 201), answer => answer.Refused(409, "uniqueness"));
    }

    [Fact]
    public async Task An_email_address_is_one_users()
    {
        using var client = await host.NewTenantAsync();
        await client.User("a", "\"emails\":[{\"value\":\"X@acme.example\",\"type\":\"work\"}]");
        var other = await client.User("b");
        (await client.Post("Users", TenantClient.UserBody("x@acme.example"))).Refused(409, "uniqueness");
        var refusal = (await client.Patch($"Users/{other}", """{"op":"add","path":"emails[type eq \"work\"].value","value":"x@ACME.example"}""")).Refused(409, "uniqueness");
        Assert.Contains("x@ACME.example", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I6_what_is_said_again_changes_no_version_and_emits_nothing()
    {
        using var client = await host.NewTenantAsync();
        var body = TenantClient.UserBody("ann", "\"externalId\":\"e\",\"name\":{\"givenName\":\"Ann\"},\"active\":true,\"emails\":[{\"value\":\"a@x\",\"type\":\"work\"}]");
        var created = (await client.Post("Users", body)).Expect(201);
        string[] patches =
        [
            """{"op":"replace","path":"active","value":true}""",
            """{"op":"Replace","value":{"active":"True","name":{"givenName":"Ann"}}}""",
            """{"op":"add","path":"emails","value":[{"value":"a@x","type":"work"}]}""",
            """{"op":"replace","path":"emails[type eq \"work\"].value","value":"a@x"}""",
            """{"op":"remove","path":"title"}""",
        ];
        foreach (var patch in patches)
            Assert.Equal(created.ETag, (await client.Patch($"Users/{created.Id}", patch)).Expect(200).ETag);
        var replaced = (await client.Put($"Users/{created.Id}", body)).Expect(200);
        Assert.Equal((created.ETag, created.Body["meta"]!.ToJsonString()), (replaced.ETag, replaced.Body["meta"]!.ToJsonString()));
        Assert.Single(await client.AllEvents());
    }

    [Fact]
    public async Task Quirk24_and_28_deactivation_reactivation_and_changes_are_told_with_the_whole_state()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann", "\"name\":{\"givenName\":\"Ann\"}");
        (await client.Patch($"Users/{id}", """{"op":"replace","path":"active","value":false},{"op":"replace","path":"name.givenName","value":"Annie"}""")).Expect(200);
        (await client.Put($"Users/{id}", TenantClient.UserBody("ann", "\"name\":{\"givenName\":\"Annie\"},\"active\":true"))).Expect(200);
        (await client.Put($"Users/{id}", TenantClient.UserBody("anne", "\"name\":{\"givenName\":\"Annie\"},\"title\":\"t\""))).Expect(200);
        (await client.Put($"Users/{id}", TenantClient.UserBody("anne", "\"name\":{\"givenName\":\"Annie\"},\"title\":\"t\",\"active\":false"))).Expect(200);
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
        Assert.Equal((4, 4, 2, 0), (updated.Version, updated.ChangedAt["userName"], updated.ChangedAt["givenName"], updated.ChangedAt["timeZone"]));
    }

    [Fact]
    public async Task Quirk24_a_name_is_taken_while_the_user_is_inactive_and_free_after_the_deletion()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann", "\"active\":false");
        (await client.Post("Users", TenantClient.UserBody("ann"))).Refused(409, "uniqueness");
        (await client.Delete($"Users/{id}")).Expect(204);
        Assert.NotEqual(id, await client.User("ann"));
    }

    [Fact]
    public async Task Quirk26_a_rename_by_put_is_a_rename()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("old");
        (await client.Put($"Users/{id}", TenantClient.UserBody("new"))).Expect(200);
        Assert.Equal(0, (await client.Find("Users", "userName eq \"old\"")).Body["totalResults"]!.GetValue<int>());
        Assert.Equal(id, (await client.Find("Users", "userName eq \"NEW\"")).Body["Resources"]![0]!["id"]!.GetValue<string>());
        await client.User("old");
    }

    [Fact]
    public async Task Quirk19_users_are_found_by_external_id_and_by_name_each_with_its_own_case()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("Ann", "\"externalId\":\"Ext-1\"");
        Assert.Equal(id, (await client.Find("Users", "externalId eq \"Ext-1\"")).Body["Resources"]![0]!["id"]!.GetValue<string>());
        Assert.Equal(0, (await client.Find("Users", "externalId eq \"ext-1\"")).Body["totalResults"]!.GetValue<int>());
        Assert.Equal(1, (await client.Find("Users", "userName eq \"aNN\"")).Body["totalResults"]!.GetValue<int>());
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
    public async Task Quirk21_pages_are_what_the_rfc_says(string query, int total, int startIndex, int items)
    {
        using var client = await host.NewTenantAsync();
        foreach (var name in (string[])["a", "b", "c"])
            await client.User(name);
        var page = (await client.Get($"Users?{query}")).Expect(200).Body;
        Assert.Equal(
            (total, startIndex, items, items),
            (page["totalResults"]!.GetValue<int>(), page["startIndex"]!.GetValue<int>(), page["itemsPerPage"]!.GetValue<int>(), page["Resources"]!.AsArray().Count));
    }

    [Fact]
    public async Task Concurrent_patches_of_one_user_lose_nothing_and_every_version_is_told()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann");
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => client.Patch(
            $"Users/{id}", $$"""{"op":"add","path":"emails","value":[{"value":"a{{i}}@x.example","type":"other"}]}""")));
        Assert.All(answers, answer => answer.Expect(200));
        Assert.Equal(64, answers.Select(answer => answer.ETag).Distinct().Count());
        Assert.Equal(64, (await client.Get($"Users/{id}")).Body["emails"]!.AsArray().Count);
        var versions = (await client.Events<UserUpdated>(64)).Select(message => message.Version).Order();
        Assert.Equal(Enumerable.Range(2, 64).Select(version => (long)version), versions);
    }
}
