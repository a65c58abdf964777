using System.Text.Json.Nodes;
using Scim.Bus.Accounts.Provisioning;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Provisioning.Users;
using Scim.Bus.Provisioning.Users.Storage;
using Scim.Bus.Testing.Deployments;

namespace Scim.Bus.Benchmarks.Scale;

/// <summary>Writes users, as they are once all is done, straight into the stores of the directory, the accounts and the sagas.</summary>
/// <param name="store">The stores.</param>
/// <param name="tenant">The tenant.</param>
internal sealed class SeededUsers(IDocumentStore store, TenantId tenant)
{
    private const int Batch = 2_000;

    private readonly IDocumentCollection<UserRecord> _users = store.Open(UserCollection.Definition);
    private readonly IDocumentCollection<AccountRecord> _accounts = store.Open(AccountCollections.Accounts);
    private readonly IDocumentCollection<UserProvisioningState> _sagas = store.Open(SagaCollection.Users);

    /// <summary>Writes users, the first of whom are members of a group.</summary>
    public async Task WriteAsync(int count, GroupId group, int members)
    {
        foreach (var numbers in Enumerable.Range(0, count).Chunk(Batch))
        {
            var users = numbers.Select(i => User(i, i < members ? group : null)).ToList();
            await Task.WhenAll(
                _users.InsertMissingAsync([.. users.Select(user => DocumentOf(user.Id, user))], default),
                _accounts.InsertMissingAsync([.. users.Select(Account).Select(one => DocumentOf(one.Id, one))], default),
                _sagas.InsertMissingAsync([.. users.Select(user => DocumentOf(user.Id, Saga(user)))], default));
        }
    }

    /// <summary>The name of a user.</summary>
    private static string NameOf(int number) => FormattableString.Invariant($"seeded{number}@acme.example");

    private Document<T> DocumentOf<T>(object id, T body)
        where T : class => new() { Tenant = tenant, Id = $"{id}", Body = body };

    private UserRecord User(int number, GroupId? group)
    {
        var now = TimeProvider.System.GetUtcNow();
        var attributes = (JsonObject)JsonNode.Parse(ScimClient.User(NameOf(number)).ToJsonString())!;
        var user = UserChanges.Create(tenant, new UserId(Guid.CreateVersion7()), attributes, now);
        if (group is { } joined)
            user = user.WithMembership(joined, groupVersion: 1, isMember: true, now);
        return user with { Pending = [] };
    }

    private static AccountRecord Account(UserRecord user)
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
            Group = user.Assignment().EffectiveGroup,
        };
        return AccountProvisioning.Create(AccountStore.IdOf(user.Id), command, TimeProvider.System.GetUtcNow()) with { Version = 1 };
    }

    private static UserProvisioningState Saga(UserRecord user) => new()
    {
        CorrelationId = user.Id.Value,
        CurrentState = nameof(UserState.InSync),
        Record = new ProvisioningRecord { Tenant = user.Tenant, User = user.Id },
    };
}
