namespace Scim.Bus.Contracts.Internal;

/// <summary>
/// Provisioning to Accounts: which accounts are there? Either those of certain users, or all that belong to a user, page by page in the order of their ids.
/// Answered by <see cref="AccountPage"/>.
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

/// <summary>Whose account is asked for.</summary>
/// <param name="User">The user.</param>
/// <param name="WorkEmail">The user's address: an account that is kept by hand under it would become the user's.</param>
public sealed record AccountOwner(UserId User, string? WorkEmail);

/// <summary>Accounts to Provisioning: accounts.</summary>
public sealed record AccountPage
{
    /// <summary>The accounts. A removed one is not among them.</summary>
    public required IReadOnlyList<AccountSnapshot> Accounts { get; init; }

    /// <summary>The last account that was looked at, if there may be more after it; null at the end.</summary>
    public AccountId? Next { get; init; }
}

/// <summary>An account as it is.</summary>
public sealed record AccountSnapshot
{
    public required AccountId Account { get; init; }

    /// <summary>The user that the account belongs to; null for one that was only ever kept by hand.</summary>
    public UserId? User { get; init; }

    /// <summary>Names, addresses, the group and whether the person may log in.</summary>
    public required AccountState State { get; init; }

    /// <summary>The last order that was carried out on it.</summary>
    public required long Order { get; init; }

    /// <summary>The version of the profile that was taken over; 0 for none.</summary>
    public required long ProfileVersion { get; init; }

    /// <summary>Whether provisioning last wanted the person to be let in; null if it never said.</summary>
    public bool? ProvisionedActive { get; init; }

    /// <summary>Fields that were edited by hand since provisioning last set them.</summary>
    public IReadOnlyList<FieldEdit> Edits { get; init; } = [];
}

/// <summary>That a field of an account was edited by hand.</summary>
/// <param name="Field">The field's name in the admin API.</param>
/// <param name="By">Who did it, as the caller of the admin API said; null if it did not say.</param>
/// <param name="At">When, UTC.</param>
public sealed record FieldEdit(string Field, string? By, DateTimeOffset At);
