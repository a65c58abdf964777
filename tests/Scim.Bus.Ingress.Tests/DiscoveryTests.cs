namespace Scim.Bus.Ingress.Tests;

/// <summary>The discovery endpoints (RFC 7644, section 4).</summary>
public sealed class DiscoveryTests(IngressHost host) : IClassFixture<IngressHost>
{
    private const string Core = "urn:ietf:params:scim:schemas:core:2.0:";

    [Theory]
    [InlineData("ServiceProviderConfig")]
    [InlineData("ResourceTypes")]
    [InlineData("ResourceTypes/User")]
    [InlineData("Schemas")]
    [InlineData("Schemas/" + TenantClient.UserUrn)]
    public async Task A_filter_on_discovery_is_403(string path)
    {
        using var client = await host.NewTenantAsync();
        (await client.Find(path, "id pr")).Refused(403);
    }

    [Theory]
    [InlineData("schemas/urn:ietf:params:scim:schemas:core:2.0:user", Core + "User")]
    [InlineData("SCHEMAS/URN:ietf:params:scim:schemas:core:2.0:Group", Core + "Group")]
    [InlineData("Schemas/" + TenantClient.EnterpriseUrn, TenantClient.EnterpriseUrn)]
    [InlineData("resourcetypes/user", "User")]
    [InlineData("ResourceTypes/GROUP", "Group")]
    public async Task Schemas_and_resource_types_are_found_regardless_of_case(string path, string id)
    {
        using var client = await host.NewTenantAsync();
        var found = (await client.Get(path)).Expect(200).Body;
        Assert.Equal(id, found["id"]!.GetValue<string>());
        Assert.EndsWith(id, found["meta"]!["location"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_of_schemas_and_resource_types_are_complete()
    {
        using var client = await host.NewTenantAsync();
        Assert.Equal(
            [TenantClient.UserUrn, TenantClient.EnterpriseUrn, TenantClient.GroupUrn],
            Ids((await client.Get("Schemas")).Expect(200)));
        var types = (await client.Get("ResourceTypes")).Expect(200);
        Assert.Equal(["User", "Group"], Ids(types));
        var user = types.Body["Resources"]![0]!;
        Assert.Equal(("/Users", TenantClient.UserUrn), (user["endpoint"]!.GetValue<string>(), user["schema"]!.GetValue<string>()));
        Assert.Equal(TenantClient.EnterpriseUrn, user["schemaExtensions"]![0]!["schema"]!.GetValue<string>());
    }

    private static IEnumerable<string> Ids(Response list) =>
        list.Body["Resources"]!.AsArray().Select(item => item!["id"]!.GetValue<string>());
}
