using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Tests;

/// <summary>Users over HTTP, and the messages about them.</summary>
public sealed class UserTests(IngressHost host) : IClassFixture<IngressHost>
{
    [Fact]
    public async Task A_created_user_is_returned_and_published_in_full()
    {
        using var client = await host.NewTenantAsync();
        var created = (await client.Post("Users", TenantClient.UserBody(
            "Ann@acme.example",
            """
            "externalId":"e1","name":{"givenName":"Ann","familyName":"Lee"},"timezone":"Europe/London","userType":"External Recruiter",
            "emails":[{"value":"home@x.example","type":"home","primary":true},{"value":"Ann.Lee@acme.example","type":"work"}],
            "password":"s3cret"
            """))).Expect(201);

        Assert.Equal($"{host.Address}scim/v2/Users/{created.Id}", created.Headers["Location"].Single());
        Assert.Equal(created.Headers["Location"].Single(), created.Body["meta"]!["location"]!.GetValue<string>());
        Assert.Equal(created.ETag, created.Body["meta"]!["version"]!.GetValue<string>());
        Assert.Equal("User", created.Body["meta"]!["resourceType"]!.GetValue<string>());
        Assert.True(created.Body["active"]!.GetValue<bool>());
        Assert.Null(created.Body["password"]);
        Assert.Equal(created.Body.ToJsonString(), (await client.Get($"Users/{created.Id}")).Expect(200).Body.ToJsonString());

        var published = Assert.Single(await client.Events<UserProvisioned>());
        Assert.Equal((created.Id, 1, true, false), (published.User.ToString(), published.Version, published.Active, published.Reactivated));
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
            published.Profile);
    }

    [Theory]
    [InlineData("\"emails\":[{\"value\":\"a@x\"},{\"value\":\"b@x\",\"type\":\"WORK\"}]", "b@x")]
    [InlineData("\"emails\":[{\"value\":\"a@x\"},{\"value\":\"b@x\",\"primary\":true}]", "b@x")]
    [InlineData("\"emails\":[{\"value\":\"a@x\",\"type\":\"home\"},{\"value\":\"b@x\",\"type\":\"other\"}]", "a@x")]
    [InlineData("\"emails\":[{\"type\":\"work\"},{\"value\":\"b@x\"}]", "b@x")]
    [InlineData("\"title\":\"none\"", "user@x.example")]
    public async Task The_work_email_is_chosen_by_type_then_primary_then_position(string attributes, string expected)
    {
        using var client = await host.NewTenantAsync();
        await client.User("user@x.example", attributes);
        Assert.Equal(expected, (await client.Events<UserProvisioned>())[0].Profile.WorkEmail);
    }

    [Fact]
    public async Task A_work_email_belongs_to_one_user()
    {
        using var client = await host.NewTenantAsync();
        await client.User("a", "\"emails\":[{\"value\":\"X@acme.example\",\"type\":\"work\"}]");
        var other = await client.User("b");
        (await client.Post("Users", TenantClient.UserBody("x@acme.example"))).Refused(409, "uniqueness");
        const string add = """{"op":"add","path":"emails[type eq \"work\"].value","value":"x@ACME.example"}""";
        var refusal = (await client.Patch($"Users/{other}", add)).Refused(409, "uniqueness");
        Assert.Contains("x@ACME.example", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I6_a_repeated_push_changes_no_version_and_publishes_nothing()
    {
        using var client = await host.NewTenantAsync();
        var body = TenantClient.UserBody(
            "ann",
            "\"externalId\":\"e\",\"name\":{\"givenName\":\"Ann\"},\"active\":true,\"emails\":[{\"value\":\"a@x\",\"type\":\"work\"}]");
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
    [Trait("Takes", "Seconds")]
    public async Task Concurrent_patches_of_one_user_lose_nothing_and_publish_every_version()
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
