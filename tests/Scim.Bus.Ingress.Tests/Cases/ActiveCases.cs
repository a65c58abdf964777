using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Tests.Cases;

/// <summary>Cases 3 to 5: who may log in, and who may not.</summary>
public sealed class ActiveCases(IngressHost host) : IClassFixture<IngressHost>
{
    private const string Deactivate = """{"op":"replace","path":"active","value":false}""";

    public static TheoryData<string> Unassignments { get; } =
    [
        """{"op":"remove","path":"active"}""",
        """{"op":"replace","path":"active","value":null}""",
        """{"op":"add","path":"active","value":null}""",
        """{"op":"replace","value":{"active":null}}""",
        """{"op":"add","value":{"ACTIVE":null}}""",
        """{"op":"replace","value":{"urn:ietf:params:scim:schemas:core:2.0:User:active":null}}""",
        """{"op":"Remove","path":"urn:ietf:params:scim:schemas:core:2.0:User:Active","value":null}""",
        """{"op":"replace","path":"active","value":[null]}""",
        """{"op":"replace","value":[{"active":null}]}""",
    ];

    [Theory]
    [MemberData(nameof(Unassignments))]
    [Trait("Takes", "Seconds")]
    public async Task Case_03_unassigning_active_lets_nobody_in_or_out(string operation)
    {
        foreach (var provider in (string[])["other", "okta", "entra", "onelogin"])
        {
            using var client = await host.NewTenantAsync(provider);
            var (inside, outside) = (await client.User("in"), await client.User("out"));
            (await client.Patch($"Users/{outside}", Deactivate)).Expect(200);
            foreach (var id in new[] { inside, outside })
                Assert.Null((await client.Patch($"Users/{id}", operation)).Expect(200).Body["active"]);

            var events = await client.AllEvents();
            Assert.True(events.OfType<UserUpdated>().Single(message => $"{message.User}" == inside).Active);
            Assert.False(events.OfType<UserUpdated>().Single(message => $"{message.User}" == outside).Active);
            Assert.Single(events.OfType<UserDeprovisioned>());
            Assert.DoesNotContain(events.OfType<UserProvisioned>(), message => message.Reactivated);
        }
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Case_03_neighbours_what_is_shown_is_what_filters_find_and_later_changes_keep_the_person_out()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann");
        (await client.Patch($"Users/{id}", Deactivate)).Expect(200);
        (await client.Patch($"Users/{id}", """{"op":"remove","path":"active"}""")).Expect(200);
        Assert.Equal(0, (await client.Find("Users", "active eq true")).Total());
        Assert.Equal(0, (await client.Find("Users", "active eq false")).Total());
        Assert.Equal(0, (await client.Find("Users", "active pr")).Total());
        Assert.Equal(1, (await client.Find("Users", "not (active pr)")).Total());

        (await client.Patch($"Users/{id}", """{"op":"add","path":"title","value":"t"}""")).Expect(200);
        Assert.Null((await client.Put($"Users/{id}", TenantClient.UserBody("ann", "\"title\":\"u\""))).Expect(200).Body["active"]);
        await client.Group("g", id);
        var events = await client.AllEvents();
        Assert.All(events.OfType<UserUpdated>(), message => Assert.False(message.Active));
        Assert.DoesNotContain(events.OfType<UserProvisioned>(), message => message.Reactivated);

        (await client.Patch($"Users/{id}", """{"op":"replace","path":"active","value":true}""")).Expect(200);
        Assert.Contains((await client.AllEvents()).OfType<UserProvisioned>(), message => message.Reactivated);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Case_03_neighbours_of_several_operations_the_last_that_assigns_active_counts()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann");
        (await client.Patch($"Users/{id}", """{"op":"remove","path":"active"}""")).Expect(200);
        (await client.Patch($"Users/{id}", Deactivate + """,{"op":"remove","path":"active"}""")).Expect(200);
        Assert.Single((await client.AllEvents()).OfType<UserDeprovisioned>());
    }

    [Theory]
    [InlineData("\"active\":null", true)]
    [InlineData("\"title\":\"t\"", true)]
    [InlineData("\"active\":false", false)]
    public async Task Case_03_neighbours_only_a_new_user_is_active_by_default(string attributes, bool active)
    {
        using var client = await host.NewTenantAsync();
        var created = (await client.Post("Users", TenantClient.UserBody("ann", attributes))).Expect(201);
        Assert.Equal(active, created.Body["active"]!.GetValue<bool>());
        Assert.Equal(active, Assert.Single(await client.Events<UserProvisioned>()).Active);
    }

    [Theory]
    [InlineData("other")]
    [InlineData("okta")]
    [InlineData("entra")]
    [InlineData("onelogin")]
    [Trait("Takes", "Seconds")]
    public async Task Case_04_a_put_without_active_keeps_what_it_was(string provider)
    {
        using var client = await host.NewTenantAsync(provider);
        var id = await client.User("ann", "\"externalId\":\"e\"");
        (await client.Put($"Users/{id}", TenantClient.UserBody("ann", "\"externalId\":\"e\",\"active\":false"))).Expect(200);
        var body = TenantClient.UserBody("ann", "\"externalId\":\"e\",\"title\":\"t\"");
        Assert.False((await client.Put($"Users/{id}", body)).Expect(200).Body["active"]!.GetValue<bool>());
        Assert.DoesNotContain((await client.AllEvents()).OfType<UserProvisioned>(), message => message.Reactivated);
        (await client.Put($"Users/{id}", TenantClient.UserBody("ann", "\"externalId\":\"e\",\"active\":true"))).Expect(200);
        Assert.True((await client.Put($"Users/{id}", body)).Expect(200).Body["active"]!.GetValue<bool>());
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Case_04_neighbours_a_put_in_a_bulk_and_one_with_null()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann", "\"active\":false");
        var bulk = (await client.Post("Bulk", $$"""
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[
             {"method":"PUT","path":"/Users/{{id}}","data":{{TenantClient.UserBody("ann", "\"title\":\"t\"")}} }]}
            """)).Expect(200);
        Assert.Equal("200", bulk.Body["Operations"]![0]!["status"]!.GetValue<string>());
        Assert.False((await client.Get($"Users/{id}")).Body["active"]!.GetValue<bool>());
        Assert.Null((await client.Put($"Users/{id}", TenantClient.UserBody("ann", "\"active\":null"))).Expect(200).Body["active"]);
        Assert.All((await client.AllEvents()).OfType<UserUpdated>(), message => Assert.False(message.Active));
    }

    public static TheoryData<string, string> RefusedDeactivations { get; } = new()
    {
        { "PATCH", Deactivate + """,{"op":"replace","path":"timezone","value":"Pacific Standard Time"}""" },
        { "PATCH", """{"op":"Replace","value":{"active":"False","timezone":"Pacific Standard Time"}}""" },
        { "PATCH", """{"op":"replace","value":[{"active":[false],"shoeSize":44}]}""" },
        { "PATCH", Deactivate + """,{"op":"replace","path":"userName","value":"taken"}""" },
        { "PUT", "\"active\":false,\"timezone\":\"Pacific Standard Time\"" },
    };

    [Theory]
    [MemberData(nameof(RefusedDeactivations))]
    [Trait("Takes", "Seconds")]
    public async Task Case_05_a_refused_deactivation_is_reported_once_for_each_version(string method, string content)
    {
        using var client = await host.NewTenantAsync();
        await client.User("taken");
        var id = await client.User("ann");
        Task<Response> Push() => method == "PUT"
            ? client.Put($"Users/{id}", TenantClient.UserBody("ann", content))
            : client.Patch($"Users/{id}", content);
        var refusal = await Push();
        Assert.True(refusal.Status is 400 or 409, $"{refusal.Status}");
        Assert.Equal(refusal.Status, (await Push()).Status);

        var read = (await client.Get($"Users/{id}")).Expect(200);
        Assert.Equal((true, "\"1\""), (read.Body["active"]!.GetValue<bool>(), read.ETag));
        var reported = Assert.Single((await client.AllEvents()).OfType<DeactivationRefused>());
        Assert.Equal(
            (id, "ann", 1, refusal.Status, refusal.ScimType, refusal.Detail),
            ($"{reported.User}", reported.UserName, reported.Version, reported.Status, reported.ScimType, reported.Reason));

        (await client.Patch($"Users/{id}", """{"op":"add","path":"title","value":"t"}""")).Expect(200);
        await Push();
        Assert.Equal(2, (await client.AllEvents()).OfType<DeactivationRefused>().Count());
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Case_05_neighbours_other_refusals_are_not_reported()
    {
        using var client = await host.NewTenantAsync();
        var (ann, bea) = (await client.User("ann"), await client.User("bea", "\"active\":false"));
        (await client.Patch($"Users/{ann}", """{"op":"replace","path":"timezone","value":"x"}""")).Refused(400, "invalidValue");
        (await client.Patch($"Users/{ann}", """{"op":"replace","path":"active","value":"no"}""")).Refused(400, "invalidValue");
        (await client.Patch($"Users/{ann}", Deactivate, ("If-Match", "\"7\""))).Refused(412);
        (await client.Patch($"Users/{bea}", Deactivate + """,{"op":"replace","path":"timezone","value":"x"}"""))
            .Refused(400, "invalidValue");
        (await client.Patch($"Users/{Guid.NewGuid()}", Deactivate)).Refused(404);
        Assert.Empty((await client.AllEvents()).OfType<DeactivationRefused>());
    }
}
