using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Tests;

/// <summary>
/// The lookups that identity providers make before each push use an index, whatever the number of users: 10,000 in the ordinary run,
/// 100,000 in the full one.
/// </summary>
public sealed class LookupPlanTests(IngressHost host) : IClassFixture<IngressHost>
{
    private static readonly int Users = TestSize.Choose("SCIMBUS_LOOKUP_USERS", ordinary: 10_000, full: 100_000);

    [Fact]
    public async Task Lookups_among_many_users_use_an_index()
    {
        using var client = await host.NewTenantAsync();
        var users = host.Services.GetRequiredService<IDocumentCollection<UserRecord>>();
        foreach (var batch in Enumerable.Range(0, Users).Chunk(2_000))
            await Task.WhenAll(batch.Select(i => Task.Run(() => users.InsertAsync(Document(client.Tenant, i), default))));
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

    private static Document<UserRecord> Document(TenantId tenant, int i)
    {
        var attributes = new JsonObject
        {
            ["schemas"] = new JsonArray(SchemaUrns.User),
            ["userName"] = $"User{i}@acme.example",
            ["externalId"] = $"Ext-{i}",
            ["displayName"] = $"User {i}",
            ["active"] = true,
            ["emails"] = new JsonArray(new JsonObject { ["value"] = $"User{i}@acme.example", ["type"] = "work" }),
        };
        var user = UserChanges.Create(tenant, new UserId(Guid.CreateVersion7()), attributes, DateTimeOffset.UtcNow) with { Pending = [] };
        return new Document<UserRecord> { Tenant = tenant, Id = user.Id.ToString(), Body = user };
    }
}
