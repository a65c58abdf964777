using System.Text.Json.Nodes;

namespace Scim.Bus.Ingress.Tests;

/// <summary>
/// <c>attributes</c> and <c>excludedAttributes</c> (RFC 7644, section 3.9), for every method that answers with a resource.
/// </summary>
public sealed class ProjectionTests(IngressHost host) : IClassFixture<IngressHost>
{
    private const string All = "schemas id externalId userName name active emails " + TenantClient.EnterpriseUrn + " meta";

    [Theory]
    [InlineData("", All)]
    [InlineData("?attributes=userName", "schemas id userName")]
    [InlineData("?attributes=USERNAME, name.givenName", "schemas id userName name")]
    [InlineData("?attributes=id", "schemas id")]
    [InlineData("?attributes=password", "schemas id")]
    [InlineData("?attributes=shoeSize", "schemas id")]
    [InlineData("?attributes=emails", "schemas id emails")]
    [InlineData("?attributes=" + TenantClient.EnterpriseUrn, "schemas id " + TenantClient.EnterpriseUrn)]
    [InlineData("?attributes=" + TenantClient.EnterpriseUrn + ":manager.value", "schemas id " + TenantClient.EnterpriseUrn)]
    [InlineData("?attributes=" + TenantClient.UserUrn + ":userName", "schemas id userName")]
    [InlineData("?attributes=meta.version", "schemas id meta")]
    [InlineData("?attributes=", All)]
    [InlineData("?excludedAttributes=name,emails,meta", "schemas id externalId userName active " + TenantClient.EnterpriseUrn)]
    [InlineData(
        "?excludedAttributes=id,schemas,userName", "schemas id externalId name active emails " + TenantClient.EnterpriseUrn + " meta")]
    [InlineData("?excludedAttributes=" + TenantClient.EnterpriseUrn, "schemas id externalId userName name active emails meta")]
    [Trait("Takes", "Seconds")]
    public async Task Every_method_returns_the_selected_attributes(string query, string attributes)
    {
        using var client = await host.NewTenantAsync();
        var created = (await client.Post("Users" + query, Body("t"))).Expect(201);
        AssertHas(attributes, created.Body);
        var path = $"Users/{created.Id}{query}";
        AssertHas(attributes, (await client.Get(path)).Expect(200).Body);
        AssertHas(attributes, (await client.Put(path, Body("u"))).Expect(200).Body);
        AssertHas(attributes, (await client.Patch(path, """{"op":"replace","path":"active","value":false}""")).Expect(200).Body);
        AssertHas(attributes, (await client.Get("Users" + query)).Body["Resources"]![0]!);
        AssertHas(attributes, (await client.Get(query)).Body["Resources"]![0]!);
        var member = query.Length == 0 ? "" : ToSearchMember(query);
        AssertHas(attributes, (await client.Search("Users/.search", member)).Body["Resources"]![0]!);
        AssertHas(attributes, (await client.Search(".search", member)).Body["Resources"]![0]!);
    }

    [Theory]
    [InlineData("?attributes=displayName", "schemas id displayName")]
    [InlineData("?attributes=members.value", "schemas id members")]
    [InlineData("?excludedAttributes=members", "schemas id displayName meta")]
    [Trait("Takes", "Seconds")]
    public async Task Groups_have_the_selected_attributes_too(string query, string attributes)
    {
        using var client = await host.NewTenantAsync();
        var user = await client.User("ann");
        var created = (await client.Post("Groups" + query, TenantClient.GroupBody("g", user))).Expect(201);
        AssertHas(attributes, created.Body);
        var path = $"Groups/{created.Id}{query}";
        AssertHas(attributes, (await client.Get(path)).Body);
        AssertHas(attributes, (await client.Put(path, TenantClient.GroupBody("h", user))).Expect(200).Body);
        AssertHas(attributes, (await client.Patch(path, """{"op":"replace","path":"displayName","value":"i"}""")).Expect(200).Body);
        AssertHas(attributes, (await client.Get("Groups" + query)).Body["Resources"]![0]!);
    }

    [Fact]
    public async Task Sub_attributes_can_be_selected_and_excluded()
    {
        using var client = await host.NewTenantAsync();
        var id = (await client.Post("Users", Body("t"))).Expect(201).Id;
        var chosen = (await client.Get($"Users/{id}?attributes=name.givenName,emails.value,meta.location")).Body;
        Assert.Equal("""{"givenName":"G"}""", chosen["name"]!.ToJsonString());
        Assert.Equal("""[{"value":"e@x"}]""", chosen["emails"]!.ToJsonString());
        Assert.Equal(["location"], chosen["meta"]!.AsObject().Select(part => part.Key));
        var left = (await client.Get($"Users/{id}?excludedAttributes=name.givenName,emails.type")).Body;
        Assert.Equal("""{"familyName":"F"}""", left["name"]!.ToJsonString());
        Assert.Equal("""[{"value":"e@x"}]""", left["emails"]!.ToJsonString());
    }

    /// <summary>The member of a SearchRequest for a query such as <c>?attributes=userName,emails</c>.</summary>
    private static string ToSearchMember(string query)
    {
        var parts = query[1..].Split('=');
        var names = parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => $"\"{name.Trim()}\"");
        return $"\"{parts[0]}\":[{string.Join(',', names)}]";
    }

    private static void AssertHas(string attributes, JsonNode resource) =>
        Assert.Equal(attributes, string.Join(' ', resource.AsObject().Select(attribute => attribute.Key)));

    private static string Body(string title) => TenantClient.UserBody(
        "ann",
        $$$"""
        "externalId":"e-{{{title}}}","name":{"givenName":"G","familyName":"F"},"active":true,"password":"p",
        "emails":[{"value":"e@x","type":"work"}],"{{{TenantClient.EnterpriseUrn}}}":{"manager":{"value":"m"},"department":"d"}
        """);
}
