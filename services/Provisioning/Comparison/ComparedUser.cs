using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Provisioning.Comparison;

/// <summary>A user in the directory beside their account. At most one of the two is missing.</summary>
/// <param name="User">The user; null if the directory does not have the user, so that the account is orphaned.</param>
/// <param name="Account">The account, or one made by hand that would be linked to the user; null if there is none.</param>
internal sealed record ComparedUser(DirectoryUser? User, AccountSnapshot? Account)
{
    public UserId UserId => User?.User ?? Account!.User!.Value;

    /// <summary>What a sync would change; null for nothing.</summary>
    /// <param name="settings">The tenant's settings.</param>
    /// <param name="force">True if the sync overwrites manual edits.</param>
    public Difference? FindDifference(TenantSettings settings, bool force) =>
        User is null ? AccountComparison.CompareOrphan(Account!) : AccountComparison.Compare(User, Account, settings, force);
}
