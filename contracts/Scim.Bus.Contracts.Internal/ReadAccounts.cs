namespace Scim.Bus.Contracts.Internal;

/// <summary>
/// Query of Provisioning to Accounts: lists accounts. Either those of certain users, or all that belong to a user, page by page in the
/// order of their ids. Answered by <see cref="AccountPage"/>.
/// </summary>
public sealed record ReadAccounts
{
    public required TenantId Tenant { get; init; }

    /// <summary>Only the accounts of these people; null for a page of all accounts.</summary>
    public IReadOnlyList<AccountOwner>? Owners { get; init; }

    /// <summary>The last account of the page before; null for the first page.</summary>
    public AccountId? After { get; init; }

    /// <summary>How many accounts the page has at most.</summary>
    public int Count { get; init; }
}
