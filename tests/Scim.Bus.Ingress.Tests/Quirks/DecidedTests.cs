namespace Scim.Bus.Ingress.Tests.Quirks;

/// <summary>Our decisions where the RFC, vendors and public test suites disagree.</summary>
public sealed partial class DecidedTests(IngressHost host) : IClassFixture<IngressHost>
{
    [Theory]
    [InlineData("GET", "Me")]
    [InlineData("POST", "me")]
    [InlineData("PUT", "ME/")]
    [InlineData("PATCH", "Me/anything/below")]
    [InlineData("DELETE", "Me?attributes=userName")]
    [InlineData("OPTIONS", "Me")]
    public async Task Decided_me_is_501(string method, string path)
    {
        using var client = await host.NewTenantAsync();
        (await client.Send(new HttpMethod(method), path, method is "GET" or "DELETE" or "OPTIONS" ? null : "{}")).Refused(501);
    }

    [Theory]
    [InlineData("ServiceProviderConfig", "GET, HEAD")]
    [InlineData("ResourceTypes", "GET, HEAD")]
    [InlineData("ResourceTypes/User", "GET, HEAD")]
    [InlineData("Schemas", "GET, HEAD")]
    [InlineData("Schemas/" + TenantClient.UserUrn, "GET, HEAD")]
    public async Task Decided_discovery_answers_405_to_writes(string path, string allowed)
    {
        using var client = await host.NewTenantAsync();
        foreach (var method in (string[])["POST", "PUT", "PATCH", "DELETE"])
        {
            var refusal = (await client.Send(new HttpMethod(method), path, "{}")).Refused(405);
            Assert.Equal(allowed, string.Join(", ", refusal.Headers["Allow"]));
        }
    }

    [Fact]
    public async Task Decided_groups_in_groups_are_refused()
    {
        using var client = await host.NewTenantAsync();
        var (group, inner) = (await client.Group("g"), await client.Group("h"));
        var nest = $$"""{"op":"add","path":"members","value":[{"value":"{{inner}}","type":"Group"}]}""";
        (await client.Patch($"Groups/{group}", nest)).Refused(400, "invalidValue");
        (await client.Patch($"Groups/{group}", TenantClient.AddMembers(inner))).Refused(400, "invalidValue");
    }

    [Fact]
    public async Task Decided_a_groups_name_is_unique_regardless_of_case()
    {
        using var client = await host.NewTenantAsync();
        await client.Group("Recruiters");
        (await client.Post("Groups", TenantClient.GroupBody("RECRUITERS"))).Refused(409, "uniqueness");
        var other = await client.Group("Others");
        const string rename = """{"op":"replace","path":"displayName","value":"recruiters"}""";
        (await client.Patch($"Groups/{other}", rename)).Refused(409, "uniqueness");
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Decided_a_patch_returns_the_resource_or_204_for_a_large_group()
    {
        await using var ownHost = new IngressHost { Settings = { ["Scim:MaxMembersInPatchAnswer"] = "2" } };
        await ownHost.InitializeAsync();
        using var client = await ownHost.NewTenantAsync();
        string[] users = [await client.User("a"), await client.User("b"), await client.User("c")];
        var user = (await client.Patch($"Users/{users[0]}", """{"op":"add","path":"title","value":"t"}""")).Expect(200);
        Assert.Equal("t", user.Body["title"]!.GetValue<string>());
        var group = await client.Group("g", users[..2]);
        var small = (await client.Patch($"Groups/{group}", """{"op":"add","path":"externalId","value":"x"}""")).Expect(200);
        Assert.Equal(2, small.Body["members"]!.AsArray().Count);
        var large = (await client.Patch($"Groups/{group}", TenantClient.AddMembers(users[2]))).Expect(204);
        Assert.Equal(("\"3\"", 0), (large.ETag, large.Body.Count));
        var chosen = (await client.Patch(
            $"Groups/{group}?attributes=members", """{"op":"add","path":"externalId","value":"y"}""")).Expect(200);
        Assert.Equal((3, null), (chosen.Body["members"]!.AsArray().Count, chosen.Body["displayName"]));
        var without = (await client.Patch(
            $"Groups/{group}?excludedAttributes=members", """{"op":"add","path":"externalId","value":"z"}""")).Expect(200);
        Assert.Equal(("z", null), (without.Body["externalId"]!.GetValue<string>(), without.Body["members"]));
    }

    [Theory]
    [InlineData("{\"userName\":\"u\"}", "invalidSyntax")]
    [InlineData("{\"schemas\":[],\"userName\":\"u\"}", "invalidSyntax")]
    [InlineData("{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"userName\":\"u\"}", "invalidValue")]
    [InlineData("{\"schemas\":[\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\"],\"userName\":\"u\"}", "invalidValue")]
    public async Task Decided_a_resource_needs_its_schemas(string body, string scimType)
    {
        using var client = await host.NewTenantAsync();
        (await client.Post("Users", body)).Refused(400, scimType);
        (await client.Put($"Users/{await client.User("ann")}", body)).Refused(400, scimType);
    }

    [Theory]
    [InlineData("", "invalidSyntax")]
    [InlineData("\"schemas\":[],", "invalidSyntax")]
    [InlineData("\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],", "invalidValue")]
    public async Task Decided_a_patch_needs_its_schemas(string schemas, string scimType)
    {
        using var client = await host.NewTenantAsync();
        var path = $"Users/{await client.User("ann")}";
        var body = $$"""{{{schemas}}"Operations":[{"op":"add","path":"title","value":"t"}]}""";
        (await client.Send(HttpMethod.Patch, path, body)).Refused(400, scimType);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("meta")]
    [InlineData("meta.created")]
    [InlineData("schemas")]
    [InlineData("groups")]
    public async Task Decided_an_explicit_read_only_path_is_mutability_and_one_in_a_value_is_ignored(string path)
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann");
        (await client.Patch($"Users/{id}", $$"""{"op":"replace","path":"{{path}}","value":"x"}""")).Refused(400, "mutability");
        (await client.Patch($"Users/{id}", $$"""{"op":"remove","path":"{{path}}"}""")).Refused(400, "mutability");
        var name = path.Split('.')[0];
        var after = (await client.Patch($"Users/{id}", $$$"""{"op":"replace","value":{"{{{name}}}":"x","title":"t"}}""")).Expect(200);
        Assert.Equal((id, "t"), (after.Id, after.Body["title"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Decided_another_primary_demotes_the_old_one_and_values_are_stored_once()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User(
            "ann", "\"emails\":[{\"value\":\"a@x\",\"type\":\"work\",\"primary\":true},{\"value\":\"A@X\",\"type\":\"work\"}]");
        Assert.Single((await client.Get($"Users/{id}")).Body["emails"]!.AsArray());
        const string add = """
            {"op":"add","path":"emails","value":[{"value":"b@x","type":"home","primary":true},{"value":"b@x","type":"home"}]}
            """;
        var emails = (await client.Patch($"Users/{id}", add)).Expect(200).Body["emails"]!.AsArray();
        Assert.Equal(
            [("A@X", false), ("b@x", true)],
            emails.Select(email => (email!["value"]!.GetValue<string>(), email["primary"]?.GetValue<bool>() ?? false)));
        const string twoPrimaries = """
            {"op":"replace","path":"emails","value":[{"value":"a","primary":true},{"value":"b","primary":true}]}
            """;
        (await client.Patch($"Users/{id}", twoPrimaries)).Refused(400, "invalidValue");
    }

    [Theory]
    [InlineData("users", "USERNAME eq \"ANN\"")]
    [InlineData("USERS", "urn:IETF:params:scim:schemas:core:2.0:USER:UserName EQ \"ann\"")]
    [InlineData("Users", "NAME.givenname eq \"g\"")]
    [Trait("Takes", "Seconds")]
    public async Task Decided_names_and_urls_ignore_case(string path, string filter)
    {
        using var client = await host.NewTenantAsync();
        var id = (await client.Post(
            path, $$$"""{"SCHEMAS":["{{{TenantClient.UserUrn}}}"],"USERNAME":"ann","Name":{"GIVENNAME":"g"}}""")).Expect(201).Id;
        Assert.Equal(id, (await client.Find(path, filter)).Expect(200).Body["Resources"]![0]!["id"]!.GetValue<string>());
        (await client.Patch($"{path}/{id}", """{"OP":"add","PATH":"TITLE","VALUE":"t"}""")).Expect(200);
        Assert.Equal("t", (await client.Get($"{path}/{id}?ATTRIBUTES=title")).Body["title"]!.GetValue<string>());
    }

    [Fact]
    public async Task Decided_members_display_is_kept_up_to_date()
    {
        using var client = await host.NewTenantAsync();
        var user = await client.User("ann", "\"displayName\":\"Ann\"");
        var group = (await client.Post("Groups", $$"""
            {"schemas":["{{TenantClient.GroupUrn}}"],"displayName":"g","members":[{"value":"{{user}}","display":"made up"}]}
            """)).Expect(201);
        Assert.Equal("Ann", group.Body["members"]![0]!["display"]!.GetValue<string>());
        (await client.Patch($"Users/{user}", """{"op":"replace","path":"displayName","value":"Anna"}""")).Expect(200);
        Assert.Equal("Anna", (await client.Get($"Groups/{group.Id}")).Body["members"]![0]!["display"]!.GetValue<string>());
    }

    [Fact]
    public async Task Decided_every_creation_and_every_resource_has_a_location()
    {
        using var client = await host.NewTenantAsync();
        foreach (var (type, body) in new[] { ("Users", TenantClient.UserBody("ann")), ("Groups", TenantClient.GroupBody("g")) })
        {
            var created = (await client.Post(type.ToLowerInvariant(), body)).Expect(201);
            var location = $"{host.Address}scim/v2/{type}/{created.Id}";
            Assert.Equal(location, created.Headers["Location"].Single());
            Assert.Equal(location, created.Body["meta"]!["location"]!.GetValue<string>());
            Assert.Equal(location, (await client.Get($"{type}/{created.Id}")).Body["meta"]!["location"]!.GetValue<string>());
            Assert.Equal(location, (await client.Get(type)).Body["Resources"]![0]!["meta"]!["location"]!.GetValue<string>());
            (await client.Get(location)).Expect(200);
        }
    }
}
