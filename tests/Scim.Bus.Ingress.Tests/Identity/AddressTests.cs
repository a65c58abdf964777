using Scim.Bus.Contracts;
using static Scim.Bus.Ingress.Tests.Identity.Spellings;

namespace Scim.Bus.Ingress.Tests.Identity;

/// <summary>What is no address is none of ours: a blank one counts as none, anything else is refused by name.</summary>
public sealed class AddressTests(IngressHost host) : IClassFixture<IngressHost>
{
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\u00A0")]
    public async Task Case_09_a_blank_work_address_is_none(string blank)
    {
        using var client = await host.NewTenantAsync();
        await client.User("ann@acme.example", Work(blank));
        await client.User("bea", Work(blank));
        await client.User("cid", $$"""
            "emails":[{"type":"work","value":"{{blank}}"},{"type":"home","value":"cid@home.example"}]
            """);
        await client.User("dan", $$"""
            "emails":[{"type":"work","value":"{{blank}}"},{"type":"work","value":"dan@acme.example"}]
            """);

        var emails = (await client.Events<UserProvisioned>(4)).ToDictionary(e => e.Profile.UserName, e => e.Profile.WorkEmail);
        Assert.Equal(
            ("ann@acme.example", null, "cid@home.example", "dan@acme.example"),
            (emails["ann@acme.example"], emails["bea"], emails["cid"], emails["dan"]));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Case_09_an_address_that_is_made_blank_later_is_none_too()
    {
        using var client = await host.NewTenantAsync();
        var (ann, bea) = (await client.User("ann", Work("ann@acme.example")), await client.User("bea", Work("bea@acme.example")));
        foreach (var change in Addressings(ann, "ann", "").Concat(Addressings(bea, "bea", "  ")))
            (await change(client)).Expect(200);
        Assert.All(
            (await client.AllEvents()).OfType<UserUpdated>().GroupBy(e => e.User),
            user => Assert.Null(user.MaxBy(e => e.Version)!.Profile.WorkEmail));
        await client.User("cid", Work("ann@acme.example"));
    }

    [Theory]
    [InlineData("anything")]
    [InlineData("a@b.example\\r\\nBcc: x@y.example")]
    [InlineData("a@b.example\\r\\n")]
    [InlineData("ann\\u0007@acme.example")]
    [InlineData("Ann <ann@acme.example>")]
    [InlineData("ann@acme.example,bea@acme.example")]
    [InlineData("ann@")]
    public async Task Case_13_what_is_no_address_is_refused_by_name(string address)
    {
        using var client = await host.NewTenantAsync();
        var ann = await client.User("ann", Work("ann@acme.example"));

        var created = (await client.Post("Users", TenantClient.UserBody("bea", Work(address)))).Refused(400, "invalidValue");
        Assert.Contains("emails.value", created.Detail, StringComparison.Ordinal);
        Assert.Contains("not an e-mail address", created.Detail, StringComparison.Ordinal);
        foreach (var change in Addressings(ann, "ann", address))
            Assert.Contains("emails", (await change(client)).Refused(400, "invalidValue").Detail, StringComparison.Ordinal);
        Assert.Equal("400", Statuses(await client.Post("Bulk", Bulk(TenantClient.UserBody("bea", Work(address))))));
        Assert.Equal("\"1\"", (await client.Get($"Users/{ann}")).ETag);
    }

    [Theory]
    [InlineData("ann+jobs@acme.example")]
    [InlineData("o'brien@acme.example")]
    [InlineData("ann/hr@acme.example")]
    [InlineData("ann@localhost")]
    [InlineData("ann@m\u00FCnchen.example")]
    [InlineData("\\\"ann lee\\\"@acme.example")]
    public async Task Case_13_unusual_addresses_pass(string address)
    {
        using var client = await host.NewTenantAsync();
        await client.User("ann", Work(address));
        Assert.Equal(
            address.Replace("\\", "", StringComparison.Ordinal), Assert.Single(await client.Events<UserProvisioned>()).Profile.WorkEmail);
    }

    [Theory]
    [InlineData("ann")]
    [InlineData("ann lee@acme.example")]
    [InlineData("ann@acme.example\\r\\nBcc: x@y.example")]
    [InlineData("ann@acme.example,bea@acme.example")]
    public async Task Case_13_a_userName_that_is_no_address_is_none(string userName)
    {
        using var client = await host.NewTenantAsync();
        await client.User(userName);
        Assert.Null(Assert.Single(await client.Events<UserProvisioned>()).Profile.WorkEmail);
    }
}
