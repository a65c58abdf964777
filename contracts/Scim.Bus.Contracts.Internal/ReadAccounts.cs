namespace Scim.Bus.Contracts.Internal;

/// <summary>
/// Request from Provisioning to Accounts: reads the accounts of certain users, or all accounts that belong to a user, page by page sorted
/// by id. Answered by <see cref="AccountPage"/>.
/// </summary>
public sealed record ReadAccounts : ITenantMessage
{
    public required TenantId Tenant { get; init; }

    /// <summary>Reads only the accounts of these users; null for a page of all accounts.</summary>
    public IReadOnlyList<AccountOwner>? Owners { get; init; }

    /// <summary>Last account of the previous page; null for the first page.</summary>
    public AccountId? After { get; init; }

    /// <summary>Largest number of accounts on the page.</summary>
    public int Count { get; init; }
}
