namespace Scim.Bus.Contracts.Internal;

/// <summary>Answer to <see cref="ReadAccounts"/>: a page of accounts.</summary>
public sealed record AccountPage
{
    /// <summary>The accounts, without removed ones.</summary>
    public required IReadOnlyList<AccountSnapshot> Accounts { get; init; }

    /// <summary>The last account that was looked at, if there may be more after it; null at the end.</summary>
    public AccountId? Next { get; init; }
}
