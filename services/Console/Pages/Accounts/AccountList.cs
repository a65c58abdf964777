using Scim.Bus.Console.Clients;
using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Pages.Accounts;

/// <summary>A page of a list of accounts.</summary>
public sealed record AccountList(IReadOnlyList<Account> Accounts, string? First, string? Next)
{
    private const int PageSize = 50;

    /// <summary>Reads a page of accounts.</summary>
    /// <param name="accounts">Where the accounts are.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="query">Which accounts, and in which order.</param>
    /// <param name="cursor">Where the page begins; null for the first.</param>
    /// <param name="path">Path of the page that shows the list.</param>
    /// <param name="within">A condition of the page itself, in SCIM's filter syntax; null for none.</param>
    internal static async Task<AccountList> ReadAsync(
        AccountsClient accounts, TenantId tenant, AccountQuery query, string? cursor, string path, string? within = null)
    {
        string[] conditions = [.. ((string?[])[within, query.Filter]).OfType<string>()];
        var filter = conditions.Length == 0 ? null : string.Join(" and ", conditions);
        var page = await accounts.ListAsync(tenant, filter, PageSize, cursor, query.SortBy, query.IsDescending);
        return new AccountList(
            page.Items,
            First: cursor is null ? null : query.At(path),
            Next: page.NextCursor is { } next ? query.At(path, next) : null);
    }
}
