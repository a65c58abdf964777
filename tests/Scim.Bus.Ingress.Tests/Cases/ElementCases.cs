namespace Scim.Bus.Ingress.Tests.Cases;

/// <summary>Cases 1 and 2, and the rule for elements of multi-valued attributes.</summary>
public sealed class ElementCases(IngressHost host) : IClassFixture<IngressHost>
{
    public static TheoryData<string> EmptyMembers { get; } =
    [
        """{"op":"replace","path":"members","value":[{"display":"Ann"}]}""",
        """{"op":"replace","path":"members","value":[{}]}""",
        """{"op":"replace","path":"members","value":{}}""",
        """{"op":"replace","path":"members","value":[null]}""",
        """{"op":"replace","path":"members","value":[{"value":""}]}""",
        """{"op":"replace","path":"members","value":[{"value":null,"type":"User"}]}""",
        """{"op":"replace","path":"members","value":[{"type":"User"}]}""",
        """{"op":"replace","value":{"members":[{"display":"Ann"}]}}""",
        """{"op":"replace","value":{"displayName":"h","members":[{}]}}""",
        """{"op":"add","path":"members","value":[{"name":"Ann"}]}""",
        """{"op":"add","path":"members","value":[{"value":" "}]}""",
        """{"op":"add","value":{"members":[{"name":"Ann"}]}}""",
        """{"op":"remove","path":"members","value":[{"display":"Ann"}]}""",
        """{"op":"remove","path":"members","value":[{}]}""",
        """{"op":"replace","value":[{"members":[{}]}]}""",
    ];

    [Theory]
    [MemberData(nameof(EmptyMembers))]
    [Trait("Takes", "Seconds")]
    public async Task Case_01_a_list_of_members_that_names_nobody_is_refused_and_nothing_is_applied(string operation)
    {
        foreach (var provider in (string[])["other", "okta", "entra", "onelogin"])
        {
            using var client = await host.NewTenantAsync(provider);
            var ann = await client.User("ann");
            var group = await client.Group("g", ann);
            (await client.Patch($"Groups/{group}", operation)).Refused(400, "invalidValue");
            (await client.Patch($"Groups/{group}", """{"op":"replace","path":"displayName","value":"h"},""" + operation))
                .Refused(400, "invalidValue");
            var read = (await client.Get($"Groups/{group}")).Expect(200);
            Assert.Equal(("g", "\"1\""), (read.Body["displayName"]!.GetValue<string>(), read.ETag));
            Assert.Equal([ann], await client.Members(group));
        }
    }

    [Theory]
    [InlineData("""[{"display":"Ann"}]""")]
    [InlineData("[{}]")]
    [InlineData("[null]")]
    [InlineData("""[{"name":"Ann"}]""")]
    [InlineData("""[{"value":""}]""")]
    [InlineData("""[{"value":null}]""")]
    [Trait("Takes", "Seconds")]
    public async Task Case_01_neighbours_a_group_with_such_a_list_is_refused_by_post_put_and_bulk(string members)
    {
        using var client = await host.NewTenantAsync();
        var ann = await client.User("ann");
        var group = await client.Group("g", ann);
        var body = $$"""{"schemas":["{{TenantClient.GroupUrn}}"],"displayName":"x","members":{{members}}}""";
        (await client.Post("Groups", body)).Refused(400, "invalidValue");
        (await client.Put($"Groups/{group}", body)).Refused(400, "invalidValue");
        var bulk = (await client.Post("Bulk", $$"""
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[
             {"method":"PUT","path":"/Groups/{{group}}","data":{{body}}},
             {"method":"PATCH","path":"/Groups/{{group}}","data":{"schemas":["{{TenantClient.PatchUrn}}"],
              "Operations":[{"op":"replace","path":"members","value":{{members}} }]} }]}
            """)).Expect(200);
        Assert.All(bulk.Body["Operations"]!.AsArray(), result => Assert.Equal("400", result!["status"]!.GetValue<string>()));
        Assert.Equal([ann], await client.Members(group));
        Assert.Equal(1, (await client.Get("Groups")).Total());
    }

    [Theory]
    [InlineData("""{"op":"replace","path":"members","value":[]}""")]
    [InlineData("""{"op":"replace","path":"members","value":null}""")]
    [InlineData("""{"op":"remove","path":"members"}""")]
    [InlineData("""{"op":"replace","value":{"members":[]}}""")]
    public async Task Case_01_only_an_empty_array_null_and_remove_empty_a_group(string operation)
    {
        using var client = await host.NewTenantAsync();
        var group = await client.Group("g", await client.User("ann"));
        (await client.Patch($"Groups/{group}", operation)).Expect(200);
        Assert.Empty(await client.Members(group));
    }

    [Fact]
    public async Task Case_01_neighbours_a_put_without_members_keeps_them_and_one_that_names_none_removes_them()
    {
        using var client = await host.NewTenantAsync();
        var ann = await client.User("ann");
        var group = await client.Group("g", ann);
        var path = $"Groups/{group}";
        (await client.Put(path, $$"""{"schemas":["{{TenantClient.GroupUrn}}"],"displayName":"h"}""")).Expect(200);
        Assert.Equal([ann], await client.Members(group));
        (await client.Put(path, $$"""{"schemas":["{{TenantClient.GroupUrn}}"],"displayName":"h","MEMBERS":null}""")).Expect(200);
        Assert.Empty(await client.Members(group));
        (await client.Patch(path, TenantClient.AddMembers(ann))).Expect(200);
        (await client.Put(path, TenantClient.GroupBody("h"))).Expect(200);
        Assert.Empty(await client.Members(group));
    }

    [Fact]
    public async Task Case_02_an_unknown_sub_attribute_is_refused_by_name_in_a_patch()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann", """ "emails":[{"type":"work","value":"old@acme.example"}] """);
        string[] operations =
        [
            """{"op":"replace","path":"emails","value":[{"type":"work","vaule":"new@acme.example"}]}""",
            """{"op":"add","path":"emails","value":{"type":"work","vaule":"new@acme.example"}}""",
            """{"op":"replace","value":{"emails":[{"type":"work","vaule":"new@acme.example"}]}}""",
            """{"op":"replace","path":"emails[type eq \"work\"]","value":{"type":"work","vaule":"new@acme.example"}}""",
            """{"op":"replace","path":"emails[type eq \"work\"].vaule","value":"new@acme.example"}""",
            """{"op":"replace","path":"emails.vaule","value":"new@acme.example"}""",
        ];
        foreach (var operation in operations)
        {
            var refusal = (await client.Patch($"Users/{id}", operation)).Refused(400, "invalidPath");
            Assert.Contains("vaule", refusal.Detail, StringComparison.Ordinal);
            Assert.Contains("'value'", refusal.Detail, StringComparison.Ordinal);
        }

        Assert.Equal("old@acme.example", (await client.Get($"Users/{id}")).Body["emails"]![0]!["value"]!.GetValue<string>());
    }

    [Fact]
    public async Task Case_02_neighbours_members_refuse_it_too_and_post_and_put_ignore_it()
    {
        using var client = await host.NewTenantAsync();
        var ann = await client.User("ann", """ "emails":[{"type":"work","value":"a@x.example","vaule":"b@x.example"}] """);
        var group = await client.Group("g");
        var add = $$"""{"op":"add","path":"members","value":[{"value":"{{ann}}","nmae":"Ann"}]}""";
        Assert.Contains("nmae", (await client.Patch($"Groups/{group}", add)).Refused(400, "invalidPath").Detail, StringComparison.Ordinal);
        Assert.Empty(await client.Members(group));
        (await client.Put($"Groups/{group}", $$"""
            {"schemas":["{{TenantClient.GroupUrn}}"],"displayName":"g","members":[{"value":"{{ann}}","nmae":"Ann"}]}
            """)).Expect(200);
        Assert.Equal([ann], await client.Members(group));
        var put = (await client.Put(
            $"Users/{ann}", TenantClient.UserBody("ann", """ "emails":[{"value":"c@x.example","vaule":"d@x.example"}] """))).Expect(200);
        Assert.Equal("""[{"value":"c@x.example"}]""", put.Body["emails"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""[{"type":"work","value":""},{"value":"b@x.example"}]""", """[{"value":"b@x.example"}]""")]
    [InlineData("""[{"type":"work","value":null},{"value":"b@x.example"}]""", """[{"value":"b@x.example"}]""")]
    [InlineData("""[{"type":"work","value":" \t"}]""", null)]
    [InlineData("""[{"value":""}]""", null)]
    [InlineData("""[{"type":"work"}]""", """[{"type":"work"}]""")]
    public async Task A_blank_value_leaves_its_element_out_and_one_without_value_is_kept(string emails, string? expected)
    {
        using var client = await host.NewTenantAsync();
        var created = (await client.Post("Users", TenantClient.UserBody("ann", $"\"emails\":{emails}"))).Expect(201);
        Assert.Equal(expected, created.Body["emails"]?.ToJsonString());
        var other = await client.User("bea", """ "emails":[{"value":"old@x.example"}] """);
        (await client.Delete($"Users/{created.Id}")).Expect(204);
        var patched = (await client.Patch($"Users/{other}", $$"""{"op":"replace","path":"emails","value":{{emails}}}""")).Expect(200);
        Assert.Equal(expected, patched.Body["emails"]?.ToJsonString());
        var replaced = (await client.Put($"Users/{other}", TenantClient.UserBody("bea", $"\"emails\":{emails}"))).Expect(200);
        Assert.Equal(patched.ETag, replaced.ETag);
    }

    [Theory]
    [InlineData("emails", "[{}]")]
    [InlineData("emails", "[null]")]
    [InlineData("phoneNumbers", """[{"vaule":"1"}]""")]
    [InlineData("roles", """[{"type":null}]""")]
    [InlineData("addresses", """[{"street":"1 High Street"}]""")]
    public async Task An_element_that_says_nothing_is_refused_in_every_multi_valued_attribute(string attribute, string elements)
    {
        using var client = await host.NewTenantAsync();
        (await client.Post("Users", TenantClient.UserBody("ann", $"\"{attribute}\":{elements}"))).Refused(400, "invalidValue");
        var id = await client.User("bea");
        (await client.Put($"Users/{id}", TenantClient.UserBody("bea", $"\"{attribute}\":{elements}"))).Refused(400, "invalidValue");
        var patch = $$"""{"op":"add","path":"{{attribute}}","value":{{elements}}}""";
        var refusal = (await client.Patch($"Users/{id}", patch)).Refused(400, "invalidValue");
        Assert.Contains($"'{attribute}'", refusal.Detail, StringComparison.Ordinal);
        (await client.Patch($"Users/{id}", $$$"""{"op":"add","value":{"{{{attribute}}}":{{{elements}}}}}""")).Refused(400, "invalidValue");
    }

    [Fact]
    public async Task A_value_that_a_patch_makes_blank_is_none()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann", """ "emails":[{"type":"work","value":"a@x.example"}],"roles":[{"value":"r"}] """);
        var user = (await client.Patch($"Users/{id}", """
            {"op":"replace","path":"emails[type eq \"work\"].value","value":""},{"op":"replace","path":"roles.value","value":" "}
            """)).Expect(200).Body;
        Assert.Equal("""[{"type":"work"}]""", user["emails"]!.ToJsonString());
        Assert.Null(user["roles"]);
    }
}
