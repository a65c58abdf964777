namespace Scim.Bus.Contracts.Internal;

/// <summary>Answer to <see cref="ReadAccounts"/>: a page of accounts.</summary>
public sealed record AccountPage
{
    /// <summary>The accounts, without removed ones.</summary>
    public required IReadOnlyList<AccountSnapshot> Accounts { get; init; }

    /// <summary>Last account of the page, if there may be more; null on the last page.</summary>
    public AccountId? Next { get; init; }
}
