using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Accounts.Access;

/// <summary>Joins the two halves of an account's access: which group its user has, and what that group may do.</summary>
internal sealed class AccessJoin(IDocumentCollection<AccessGroupRecord> groups, AccountStore accounts, TimeProvider time)
{
    /// <summary>The settings of a group; null for no group, or if they are not known yet.</summary>
    public async Task<AccessGroupRecord?> FindAsync(TenantId tenant, GroupId? group, CancellationToken cancellationToken) =>
        group is { } id ? (await groups.GetAsync(tenant, id.ToString(), cancellationToken))?.Body : null;

    /// <summary>
    /// Gives an account the settings of its group if they are newer than those that it has. A change between the read of the settings and
    /// the write of the account may have been rolled out without this account, which did not have the group yet.
    /// </summary>
    public async Task RefreshAsync(AccountRecord account, CancellationToken cancellationToken)
    {
        var settings = await FindAsync(account.Tenant, account.Access.Group, cancellationToken);
        if (account.Access.WithNewer(settings) != account.Access)
            await ApplyAsync(account.Tenant, account.Id, settings!, cancellationToken);
    }

    /// <summary>Gives an account newer settings of its group. Does nothing if it has them, or has left the group.</summary>
    public async Task ApplyAsync(TenantId tenant, AccountId account, AccessGroupRecord settings, CancellationToken cancellationToken)
    {
        var result = await accounts.ChangeAsync(tenant, account, Apply, cancellationToken);
        result?.EnsureDone($"Account {account}");

        AccountRecord Apply(AccountRecord present)
        {
            var access = present.Access.WithNewer(settings);
            return access == present.Access ? present : (present with { Access = access }).WithChangeEvent(present, time.GetUtcNow());
        }
    }
}
