using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Scim.Bus.Accounts.Provisioning;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Sqlite;
using Scim.Bus.Ingress.Directory.Users;

namespace Scim.Bus.Provisioning.Tests.LargeTenant;

/// <summary>Writes a directory and its accounts straight into the stores, with a little drift of each kind.</summary>
internal static class SeededTenant
{
    /// <summary>Number of users among whom there is one drift of each kind: missing, orphaned, behind and edited.</summary>
    public const int Stride = 200;

    private static readonly DateTimeOffset Then = DateTimeOffset.UnixEpoch;

    /// <summary>Writes the tenant. Returns the users in the order in which a comparison reads them.</summary>
    public static async Task<IReadOnlyList<UserId>> WriteAsync(string folder, TenantId tenant, int count)
    {
        await using var store = new SqliteDocumentStore(Options.Create(new DocumentStoreOptions { Path = folder }));
        var users = store.Open(UserCollection.Definition);
        var accounts = store.Open(AccountCollections.Accounts);
        var ids = Enumerable.Range(0, count).Select(i => new UserId(Guid.CreateVersion7(Then.AddSeconds(i)))).ToList();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 128 }, async (i, token) =>
        {
            var user = UserChanges.Create(tenant, ids[i], Attributes(i), Then) with { Pending = [] };
            await users.InsertAsync(new() { Tenant = tenant, Id = user.Id.ToString(), Body = user }, token);
            var kind = (Seeded)(i % Stride);
            var owner = kind == Seeded.MissingAndOrphaned ? Stranger(user, count + i) : user;
            var account = Account(owner, kind);
            await accounts.InsertAsync(new() { Tenant = tenant, Id = account.Id.ToString(), Body = account }, token);
        });
        return ids;
    }

    /// <summary>A user who is not in the directory.</summary>
    private static UserRecord Stranger(UserRecord user, int i) =>
        user with { Id = new UserId(Guid.CreateVersion7()), Resource = Attributes(i) };

    private static AccountRecord Account(UserRecord user, Seeded kind)
    {
        var command = new ApplyAccount
        {
            Tenant = user.Tenant,
            User = user.Id,
            Generation = 1,
            Exists = true,
            Active = true,
            Profile = ProfileMapping.ProfileOf(user.Resource),
            ProfileVersion = user.Version,
            ChangedAt = user.ChangedAt,
        };
        var account = AccountProvisioning.Create(AccountStore.IdOf(user.Id), command, Then) with { Version = 1 };
        var renamed = account with { Attributes = account.Attributes with { FirstName = "Another" } };
        return kind switch
        {
            Seeded.Behind => renamed with { Provisioned = account.Provisioned with { ProfileVersion = 0 } },
            Seeded.Edited => renamed with { Edits = [new FieldEdit("firstName", "pat", Then)] },
            _ => account,
        };
    }

    private static JsonObject Attributes(int i) => new()
    {
        ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:User"),
        ["userName"] = $"person{i}@acme.example",
        ["externalId"] = $"00u{i:D8}",
        ["name"] = new JsonObject { ["givenName"] = $"Given{i}", ["familyName"] = $"Family{i}" },
        ["emails"] = new JsonArray(new JsonObject { ["value"] = $"person{i}@acme.example", ["type"] = "work", ["primary"] = true }),
        ["timezone"] = "Europe/London",
        ["active"] = true,
    };

    private enum Seeded
    {
        /// <summary>The user has no account, and the account belongs to a user who is not in the directory.</summary>
        MissingAndOrphaned,
        Behind,
        Edited,

        /// <summary>This and all higher numbers: no drift.</summary>
        InSync,
    }
}
