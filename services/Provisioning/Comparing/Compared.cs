using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Provisioning.Comparing;

/// <summary>What a comparison is about.</summary>
internal sealed record ComparisonScope
{
    public required TenantId Tenant { get; init; }

    /// <summary>Only users whose effective group is among these; null for all.</summary>
    public IReadOnlyList<GroupId>? Groups { get; init; }
}

/// <summary>How far a comparison got: first through the users of the directory, then through the accounts, for those without a user.</summary>
/// <param name="After">The last user that was looked at; null at the beginning, and while accounts are looked at.</param>
/// <param name="AfterAccount">The last account that was looked at.</param>
/// <param name="IsAmongAccounts">Whether the users are done.</param>
internal sealed record ComparisonPosition(UserId? After, AccountId? AfterAccount, bool IsAmongAccounts)
{
    public static ComparisonPosition Start { get; } = new(null, null, IsAmongAccounts: false);
}

/// <summary>A pair that was compared. At least one of the two is there.</summary>
/// <param name="User">What the directory says; null if it does not have the user.</param>
/// <param name="Account">The account; null if there is none.</param>
internal sealed record Pair(DirectoryUser? User, AccountSnapshot? Account)
{
    public UserId UserId => User?.User ?? Account!.User!.Value;

    /// <summary>What a sync would do; null for nothing.</summary>
    public Difference? Difference(TenantSettings settings, bool force) =>
        User is null ? Comparison.OfOrphan(Account!) : Comparison.Of(User, Account, settings, force);
}

/// <summary>Pairs, and where the next ones are.</summary>
/// <param name="Pairs">The pairs.</param>
/// <param name="Next">Where to go on; null at the end.</param>
internal sealed record ComparedPage(IReadOnlyList<Pair> Pairs, ComparisonPosition? Next);
