using static Scim.Bus.Ingress.Tests.Identity.Spellings;

namespace Scim.Bus.Ingress.Tests.Identity;

/// <summary>Work addresses and userNames share one space of login identifiers, in which each belongs to one active user.</summary>
public sealed class LoginIdentifierTests(IngressHost host) : IClassFixture<IngressHost>
{
    private const string Deactivate = """{"op":"replace","path":"active","value":false}""";

    [Theory]
    [InlineData("")]
    [InlineData(",\"upnLogin\":true")]
    public async Task Case_08_a_userName_that_is_anothers_work_address_is_refused_whatever_the_setting(string settings)
    {
        using var client = await host.NewTenantAsync(settings: settings);
        var ada = await client.User("ada@acme.example", Work("ada@acme.example"));
        await client.User("bea", Work("bea@acme.example"));

        (await client.Post("Users", TenantClient.UserBody("Bea@acme.example", Work("cid@acme.example")))).Refused(409, "uniqueness");
        foreach (var rename in Renamings(ada, "bea@ACME.example", "ada@acme.example"))
            (await rename(client)).Refused(409, "uniqueness");
        Assert.Equal("201 409", Statuses(await client.Post("Bulk", Bulk(
            TenantClient.UserBody("dan", Work("dan@acme.example")), TenantClient.UserBody("dan@acme.example", Work("d@acme.example"))))));

        var now = (await client.Get($"Users/{ada}")).Expect(200);
        Assert.Equal(("ada@acme.example", "\"1\""), (now.Body["userName"]!.GetValue<string>(), now.ETag));
    }

    [Fact]
    public async Task Case_08_a_work_address_that_is_anothers_userName_is_refused_at_creation_and_later()
    {
        using var client = await host.NewTenantAsync();
        await client.User("bea@acme.example", Work("bea.lee@acme.example"));
        var ada = await client.User("ada", Work("ada@acme.example"));

        var created = await client.Post("Users", TenantClient.UserBody("cid", Work("BEA@acme.example")));
        Assert.Equal("The e-mail address 'BEA@acme.example' already belongs to another user.", created.Refused(409, "uniqueness").Detail);
        foreach (var change in Addressings(ada, "ada", "bea@acme.example"))
            (await change(client)).Refused(409, "uniqueness");
    }

    [Fact]
    public async Task Case_08_an_address_that_becomes_the_work_address_is_checked_too()
    {
        using var client = await host.NewTenantAsync();
        await client.User("bea@acme.example");
        var ada = await client.User("ada", """
            "emails":[{"type":"work","value":"ada@acme.example"},{"type":"home","value":"bea@acme.example"}]
            """);

        const string removeWork = """{"op":"remove","path":"emails[type eq \"work\"]"}""";
        (await client.Patch($"Users/{ada}", removeWork)).Refused(409, "uniqueness");
        const string promote = """{"op":"replace","path":"emails[type eq \"home\"].type","value":"work"}""";
        (await client.Patch($"Users/{ada}", $"{removeWork},{promote}")).Refused(409, "uniqueness");
    }

    [Fact]
    public async Task Case_08_a_leaver_keeps_the_userName_and_a_successor_may_have_the_address()
    {
        using var client = await host.NewTenantAsync();
        var ann = await client.User("ann@acme.example", Work("jobs@acme.example"));
        (await client.Patch($"Users/{ann}", Deactivate)).Expect(200);

        (await client.Post("Users", TenantClient.UserBody("ann@acme.example"))).Refused(409, "uniqueness");
        var bob = await client.User("bob", Work("jobs@acme.example"));
        await client.User("cid", Work("ann@acme.example"));

        // The leaver comes back only with identifiers that nobody else holds.
        foreach (var reactivate in Reactivations(ann))
            (await reactivate(client)).Refused(409, "uniqueness");
        Assert.False((await client.Get($"Users/{ann}")).Body["active"]!.GetValue<bool>());
        (await client.Delete($"Users/{bob}")).Expect(204);
        (await client.Patch($"Users/{ann}", """{"op":"replace","path":"active","value":true}""")).Refused(409, "uniqueness");
        (await client.Patch($"Users/{ann}", """{"op":"replace","value":{"active":true,"userName":"ann.lee"}}""")).Expect(200);
    }

    [Fact]
    public async Task Case_08_somebody_who_is_created_inactive_holds_nothing_yet()
    {
        using var client = await host.NewTenantAsync();
        await client.User("bea", Work("bea@acme.example"));
        var ada = await client.User("bea@acme.example", "\"active\":false");
        (await client.Patch($"Users/{ada}", """{"op":"replace","path":"active","value":true}""")).Refused(409, "uniqueness");
        (await client.Patch($"Users/{ada}", """{"op":"replace","path":"title","value":"t"}""")).Expect(200);
    }

    [Fact]
    public async Task Somebody_may_have_the_same_userName_and_address_and_exchange_them()
    {
        using var client = await host.NewTenantAsync();
        var ann = await client.User("ann@acme.example", Work("ANN@acme.example"));
        (await client.Put($"Users/{ann}", TenantClient.UserBody("ann.lee@acme.example", Work("ann@acme.example")))).Expect(200);
        (await client.Put($"Users/{ann}", TenantClient.UserBody("ann@acme.example", Work("ann.lee@acme.example")))).Expect(200);
        await client.User("x", Work("x@acme.example"));
    }

    [Fact]
    public async Task Case_08_one_of_many_concurrent_pushes_of_an_identifier_wins()
    {
        using var client = await host.NewTenantAsync();
        for (var round = 0; round < 5; round++)
        {
            var address = $"same{round}@acme.example";
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => client.Post("Users", i % 2 == 0
                ? TenantClient.UserBody($"u{round}-{i}", Work(address.ToUpperInvariant()))
                : TenantClient.UserBody(address, Work($"own{round}-{i}@acme.example")))));
            Assert.Single(answers, answer => answer.Status == 201);
            Assert.All(answers.Where(answer => answer.Status != 201), answer => answer.Refused(409, "uniqueness"));
        }
    }

    [Fact]
    public async Task Case_08_one_of_two_people_who_become_the_same_at_once_wins()
    {
        using var client = await host.NewTenantAsync();
        var (ann, bea) = (await client.User("ann", Work("ann@acme.example")), await client.User("bea", Work("bea@acme.example")));
        for (var round = 0; round < 10; round++)
        {
            var identifier = $"chief{round}@acme.example";
            var answers = await Task.WhenAll(
                client.Patch($"Users/{ann}", $$"""{"op":"replace","path":"userName","value":"{{identifier}}"}"""),
                client.Patch(
                    $"Users/{bea}", $$"""{"op":"replace","path":"emails[type eq \"work\"].value","value":"{{identifier}}"}"""));
            Assert.Equal([200, 409], answers.Select(answer => answer.Status).Order());
        }
    }

    [Fact]
    public async Task Case_35_a_refusal_names_the_value_and_never_who_has_it()
    {
        using var client = await host.NewTenantAsync();
        var bea = await client.User(
            "bea.lee", $$"""{{Work("bea@acme.example")}},"name":{"givenName":"Beatrix"},"externalId":"E-17" """);
        string[] details =
        [
            (await client.Post("Users", TenantClient.UserBody("BEA.lee"))).Refused(409, "uniqueness").Detail!,
            (await client.Post("Users", TenantClient.UserBody("bea@acme.example"))).Refused(409, "uniqueness").Detail!,
            (await client.Post("Users", TenantClient.UserBody("x", Work("Bea.Lee")))).Refused(400, "invalidValue").Detail!,
            (await client.Post("Users", TenantClient.UserBody("x", Work("Bea@acme.example")))).Refused(409, "uniqueness").Detail!,
        ];
        Assert.All(details, detail => Assert.Contains("bea", detail, StringComparison.OrdinalIgnoreCase));
        foreach (var secret in (string[])[bea, "Beatrix", "E-17"])
            Assert.All(details, detail => Assert.DoesNotContain(secret, detail, StringComparison.Ordinal));
        Assert.DoesNotContain("bea@acme.example", details[0], StringComparison.Ordinal);
        Assert.DoesNotContain("bea.lee", details[1], StringComparison.Ordinal);
    }

    private static IEnumerable<Func<TenantClient, Task<Response>>> Reactivations(string id)
    {
        yield return client => client.Patch($"Users/{id}", """{"op":"replace","path":"active","value":true}""");
        yield return client => client.Patch($"Users/{id}", """{"op":"replace","value":{"active":true}}""");
        yield return client => client.Put(
            $"Users/{id}", TenantClient.UserBody("ann@acme.example", $"{Work("jobs@acme.example")},\"active\":true"));
        yield return client => client.Put(
            $"Users/{id}", TenantClient.UserBody("ann.lee", $"{Work("jobs@acme.example")},\"active\":true"));
    }
}
