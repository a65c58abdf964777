namespace Scim.Bus.Ingress.Tests;

/// <summary>Entity tags of users and groups (RFC 7644, section 3.14; RFC 9110, section 13.1).</summary>
public sealed class EntityTagTests(IngressHost host) : IClassFixture<IngressHost>
{
    /// <summary>The resource has the tag "2".</summary>
    [Theory]
    [InlineData("If-Match", "\"2\"", true)]
    [InlineData("If-Match", "W/\"2\"", true)]
    [InlineData("If-Match", "\"1\", \"2\"", true)]
    [InlineData("If-Match", "\"1\",W/\"2\" , \"3\"", true)]
    [InlineData("If-Match", "*", true)]
    [InlineData("If-Match", "\"1\"", false)]
    [InlineData("If-Match", "W/\"1\"", false)]
    [InlineData("If-Match", "\"1\", \"3\"", false)]
    [InlineData("If-Match", "\"02\"", false)]
    [InlineData("If-Match", "2", false)]
    [InlineData("If-Match", "nonsense", false)]
    [InlineData("If-Match", "", false)]
    [InlineData("If-None-Match", "\"1\"", true)]
    [InlineData("If-None-Match", "\"1\", W/\"3\"", true)]
    [InlineData("If-None-Match", "\"2\"", false)]
    [InlineData("If-None-Match", "W/\"2\"", false)]
    [InlineData("If-None-Match", "\"1\", W/\"2\"", false)]
    [InlineData("If-None-Match", "*", false)]
    [Trait("Takes", "Seconds")]
    public async Task Every_method_honours_preconditions(string header, string tags, bool holds)
    {
        using var client = await host.NewTenantAsync();
        foreach (var (type, rename) in new[] { ("Users", "userName"), ("Groups", "displayName") })
        {
            string Body(string name) => type == "Users" ? TenantClient.UserBody(name) : TenantClient.GroupBody(name);
            var condition = (header, tags);
            var id = (await client.Post(type, Body($"{type}-first"))).Expect(201).Id;
            var path = $"{type}/{id}";
            async Task ToVersion2Async()
            {
                var current = await client.Get(path);
                if (current.ETag == "\"1\"")
                    (await client.Put(path, Body($"{type}-second"))).Expect(200);
            }

            await ToVersion2Async();
            var read = await client.Get(path, condition);
            if (holds)
            {
                Assert.Equal("\"2\"", read.Expect(200).ETag);
                (await client.Delete(path, condition)).Expect(204);

                id = (await client.Post(type, Body($"{type}-third"))).Expect(201).Id;
                path = $"{type}/{id}";
                await ToVersion2Async();
                Assert.Equal("\"3\"", (await client.Put(path, Body($"{type}-fourth"), condition)).Expect(200).ETag);

                id = (await client.Post(type, Body($"{type}-fifth"))).Expect(201).Id;
                path = $"{type}/{id}";
                (await client.Put(path, Body($"{type}-sixth"))).Expect(200);
                var replace = $$"""{"op":"replace","path":"{{rename}}","value":"{{type}}-seventh"}""";
                Assert.Equal("\"3\"", (await client.Patch(path, replace, condition)).Expect(200).ETag);
            }
            else
            {
                if (header == "If-Match")
                    read.Refused(412);
                else
                    Assert.Equal("\"2\"", read.Expect(304).ETag);
                (await client.Put(path, Body("other"), condition)).Refused(412);
                (await client.Patch(path, $$"""{"op":"replace","path":"{{rename}}","value":"other"}""", condition)).Refused(412);
                (await client.Delete(path, condition)).Refused(412);
                var after = (await client.Get(path)).Expect(200);
                Assert.Equal(("\"2\"", $"{type}-second"), (after.ETag, after.Body[rename]!.GetValue<string>()));
            }
        }
    }

    [Fact]
    public async Task Tags_in_several_headers_form_one_list()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann");
        (await client.Get($"Users/{id}", ("If-Match", "\"7\""), ("If-Match", "\"1\""))).Expect(200);
        (await client.Get($"Users/{id}", ("If-None-Match", "\"7\""), ("If-None-Match", "\"1\""))).Expect(304);
    }

    [Fact]
    public async Task A_missing_resource_is_404_and_not_412()
    {
        using var client = await host.NewTenantAsync();
        var path = $"Users/{Guid.NewGuid()}";
        (await client.Get(path, ("If-Match", "*"))).Refused(404);
        (await client.Put(path, TenantClient.UserBody("x"), ("If-Match", "\"1\""))).Refused(404);
        (await client.Delete(path, ("If-Match", "*"))).Refused(404);
    }

    [Fact]
    public async Task A_304_has_neither_body_nor_media_type()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"Users/{id}");
        request.Headers.TryAddWithoutValidation("If-None-Match", "\"1\"");
        using var answer = await client.Http.SendAsync(request);
        Assert.Equal(
            (304, "", null),
            ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Content.Headers.ContentType));
    }

    [Fact]
    public async Task Of_concurrent_changes_to_one_version_exactly_one_succeeds()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann");
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => client.Patch(
            $"Users/{id}", $$"""{"op":"replace","path":"title","value":"t{{i}}"}""", ("If-Match", "\"1\""))));
        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers.Where(answer => answer.Status != 200), answer => answer.Refused(412));
    }

    [Fact]
    public async Task A_resource_in_a_list_has_its_own_tag()
    {
        using var client = await host.NewTenantAsync();
        var id = await client.User("ann");
        (await client.Patch($"Users/{id}", """{"op":"replace","path":"title","value":"t"}""")).Expect(200);
        Assert.Equal("\"2\"", (await client.Get("Users")).Body["Resources"]![0]!["meta"]!["version"]!.GetValue<string>());
    }
}
