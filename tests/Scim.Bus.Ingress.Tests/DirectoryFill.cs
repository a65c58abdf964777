using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Tests;

/// <summary>Fills a tenant's directory without HTTP, for tests that need many users.</summary>
public static class DirectoryFill
{
    /// <summary>Stores users, who are members of a group if one is given. Returns their ids.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(
        IngressHost host, TenantId tenant, int count, GroupId? group = null, int firstNumber = 0)
    {
        var users = host.Services.GetRequiredService<IDocumentCollection<UserRecord>>();
        var ids = new List<string>(count);
        foreach (var batch in Enumerable.Range(firstNumber, count).Chunk(2_000))
        {
            var documents = batch.Select(i => Document(tenant, i, group)).ToList();
            await Task.WhenAll(documents.Select(document => Task.Run(() => users.InsertAsync(document, default))));
            ids.AddRange(documents.Select(document => document.Id));
        }

        return ids;
    }

    private static Document<UserRecord> Document(TenantId tenant, int i, GroupId? group)
    {
        var attributes = new JsonObject
        {
            ["schemas"] = new JsonArray(SchemaUrns.User),
            ["userName"] = $"User{i}@acme.example",
            ["externalId"] = $"Ext-{i}",
            ["displayName"] = $"User {i}",
            ["title"] = "Recruiter of the north and the south",
            ["active"] = true,
            ["emails"] = new JsonArray(new JsonObject { ["value"] = $"User{i}@acme.example", ["type"] = "work" }),
        };
        var user = UserChanges.Create(tenant, new UserId(Guid.CreateVersion7()), attributes, DateTimeOffset.UtcNow);
        if (group is { } id)
            user = user.WithMembership(id, groupVersion: 1, isMember: true, DateTimeOffset.UtcNow);
        return new Document<UserRecord> { Tenant = tenant, Id = user.Id.ToString(), Body = user with { Pending = [] } };
    }
}
