using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;

namespace Scim.Bus.Accounts.Records;

/// <summary>The messages of an account to our own services.</summary>
internal static class AccountMessages
{
    /// <summary>Tells the user's saga what was applied last.</summary>
    public static PendingMessage Applied(AccountRecord account, UserId user, DateTimeOffset now)
    {
        var generation = account.Provisioned.Generation;
        var message = new AccountApplied
        {
            Tenant = account.Tenant,
            User = user,
            Generation = generation,
            AccessGroupName = account.Access.DisplayName,
        };
        return PendingMessage.Create(message, MessageIds.Create(user.Value, generation, nameof(AccountApplied)), now);
    }

    /// <summary>Asks AccessGroups for the settings of a group that there is no copy of: it is new, or the copy was lost.</summary>
    public static PendingMessage SettingsRequest(TenantId tenant, UserId user, GroupId group, long generation, DateTimeOffset now) =>
        PendingMessage.Create(
            new RequestAccessGroupSettings { Tenant = tenant, Group = group },
            MessageIds.Create(user.Value, generation, nameof(RequestAccessGroupSettings)),
            now);
}
