using System.Text.Json.Nodes;

namespace Scim.Bus.Ingress.Tests.Quirks;

/// <summary>Quirk 7: the enterprise extension, by its URN and with a manager as text.</summary>
public sealed class ExtensionQuirks(IngressHost host) : IClassFixture<IngressHost>
{
    [Theory]
    [InlineData("\"path\":\"{urn}:department\",\"value\":\"D\"", "{\"department\":\"D\"}")]
    [InlineData("\"path\":\"{urn}\",\"value\":{\"department\":\"D\"}", "{\"department\":\"D\"}")]
    [InlineData("\"value\":{\"{urn}\":{\"department\":\"D\"}}", "{\"department\":\"D\"}")]
    [InlineData("\"value\":{\"{urn}:department\":\"D\"}", "{\"department\":\"D\"}")]
    [InlineData("\"path\":\"{urn}:manager\",\"value\":\"m1\"", "{\"manager\":{\"value\":\"m1\"}}")]
    [InlineData("\"path\":\"{urn}:manager\",\"value\":{\"value\":\"m1\"}", "{\"manager\":{\"value\":\"m1\"}}")]
    [InlineData("\"path\":\"{urn}:manager.value\",\"value\":\"m1\"", "{\"manager\":{\"value\":\"m1\"}}")]
    [InlineData("\"value\":{\"{urn}\":{\"manager\":\"m1\"}}", "{\"manager\":{\"value\":\"m1\"}}")]
    [InlineData("\"value\":{\"{urn}:manager\":\"m1\"}", "{\"manager\":{\"value\":\"m1\"}}")]
    [Trait("Takes", "Seconds")]
    public async Task Quirk_07_the_enterprise_extension_is_reached_by_its_urn(string operation, string extension)
    {
        foreach (var op in (string[])["add", "Replace"])
        {
            using var client = await host.NewTenantAsync();
            var id = await client.User("ann");
            operation = operation.Replace("{urn}", TenantClient.EnterpriseUrn, StringComparison.Ordinal);
            var after = (await client.Patch($"Users/{id}", $$"""{"op":"{{op}}",{{operation}}}""")).Expect(200).Body;
            Assert.Equal(extension, after[TenantClient.EnterpriseUrn]!.ToJsonString());
            Assert.Contains(after["schemas"]!.AsArray(), urn => Text(urn) == TenantClient.EnterpriseUrn);
        }
    }

    [Fact]
    public async Task Quirk_07_a_manager_as_text_is_accepted_by_post_and_put_and_removed_by_patch()
    {
        using var client = await host.NewTenantAsync();
        var created = (await client.Post(
            "Users", TenantClient.UserBody("ann", $"\"{TenantClient.EnterpriseUrn}\":{{\"manager\":\"m1\"}}"))).Expect(201);
        Assert.Equal("""{"manager":{"value":"m1"}}""", created.Body[TenantClient.EnterpriseUrn]!.ToJsonString());
        var path = $"Users/{created.Id}";
        var replaced = (await client.Put(
            path, TenantClient.UserBody("ann", $"\"{TenantClient.EnterpriseUrn}\":{{\"manager\":\"m2\"}}"))).Expect(200);
        Assert.Equal("""{"manager":{"value":"m2"}}""", replaced.Body[TenantClient.EnterpriseUrn]!.ToJsonString());
        var removed = (await client.Patch(path, $$"""{"op":"Remove","path":"{{TenantClient.EnterpriseUrn}}:manager"}""")).Expect(200);
        Assert.Null(removed.Body[TenantClient.EnterpriseUrn]);
        Assert.Equal([TenantClient.UserUrn], removed.Body["schemas"]!.AsArray().Select(Text));
    }

    private static string? Text(JsonNode? node) => node?.GetValue<string>();
}
