using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Pages.Accounts;

/// <summary>A page of a list of accounts.</summary>
public sealed record AccountList(IReadOnlyList<Account> Accounts, string? First, string? Next)
{
    private const int PageSize = 50;

    /// <summary>Reads a page of the accounts that match a filter.</summary>
    /// <param name="accounts">Where the accounts are.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="filter">A filter in SCIM's syntax; null for all accounts.</param>
    /// <param name="cursor">Where the page begins; null for the first.</param>
    /// <param name="path">Path of the page that shows the list.</param>
    /// <param name="search">What was searched for, for the addresses of other pages.</param>
    internal static async Task<AccountList> ReadAsync(
        AccountsClient accounts, TenantId tenant, string? filter, string? cursor, string path, string? search)
    {
        var page = await accounts.ListAsync(tenant, filter, PageSize, cursor);
        return new AccountList(
            page.Items,
            First: cursor is null ? null : PagePath.With(path, ("search", search)),
            Next: page.NextCursor is { } next ? PagePath.With(path, ("search", search), ("cursor", next)) : null);
    }
}
