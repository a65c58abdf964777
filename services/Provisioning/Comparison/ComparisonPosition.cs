using Scim.Bus.Contracts;

namespace Scim.Bus.Provisioning.Comparison;

/// <summary>Progress of a comparison: first through the users of the directory, then through the accounts to find orphaned ones.</summary>
/// <param name="After">The last user that was compared; null at the beginning, and once the users are done.</param>
/// <param name="AfterAccount">The last account that was compared; null before the first.</param>
/// <param name="IsAmongAccounts">True once the users are done.</param>
internal sealed record ComparisonPosition(UserId? After, AccountId? AfterAccount, bool IsAmongAccounts)
{
    public static ComparisonPosition Start { get; } = new(null, null, IsAmongAccounts: false);
}
