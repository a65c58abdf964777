using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Tests;

/// <summary>
/// The lookups that identity providers make before each push use an index, whatever the number of users: 6,000 in the ordinary run,
/// 100,000 in the full one.
/// </summary>
public sealed class LookupPlanTests(IngressHost host) : IClassFixture<IngressHost>
{
    private static readonly int Users = TestSize.Choose("SCIMBUS_LOOKUP_USERS", ordinary: 6_000, full: 100_000);

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Lookups_among_many_users_use_an_index()
    {
        using var client = await host.NewTenantAsync();
        var users = host.Services.GetRequiredService<IDocumentCollection<UserRecord>>();
        await DirectoryFill.RunAsync(host, client.Tenant, Users);
        Assert.Equal(Users, await users.CountAsync(client.Tenant, null, default));

        var somebody = Users / 2;
        string[] filters =
        [
            $"userName eq \"User{somebody}@acme.example\"",
            $"externalId eq \"Ext-{somebody}\"",
            $"emails.value eq \"user{somebody}@acme.example\"",
            $"emails[type eq \"work\" and value eq \"user{somebody}@acme.example\"]",
            $"userName eq \"user{somebody}@acme.example\" and active eq true",
            $"userName sw \"user{somebody}@\"",
            $"displayName eq \"user {somebody}\"",
        ];
        foreach (var filter in filters)
        {
            var query = new DocumentQuery { Tenant = client.Tenant, Filter = FilterBinder.Parse(filter, ResourceTypes.User), Limit = 100 };
            var plan = await users.ExplainAsync(query, default);
            Assert.Contains("SEARCH users_key USING PRIMARY KEY (tenant=? AND name=? AND value", plan, StringComparison.Ordinal);
            Assert.Contains("SEARCH d USING INTEGER PRIMARY KEY", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("SCAN d", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("users_live", plan, StringComparison.Ordinal);

            var found = (await client.Find("Users", filter)).Expect(200);
            Assert.Equal((1, $"User{somebody}@acme.example"), (found.Total(), found.Names()));
        }
    }
}
