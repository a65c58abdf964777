using Scim.Bus.Console.Clients;
using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Pages.Accounts;

/// <summary>
/// Finds users by words of their names, for lists that have ids only: in accounts, and in the directory for people without an account.
/// </summary>
internal sealed class UserSearch(AccountsClient accounts, DirectoryClient directory)
{
    /// <summary>Most users that a search finds.</summary>
    public const int MaxMatches = 50;

    /// <exception cref="ServiceAwayException">A service that knows names does not answer, so that the search would miss some.</exception>
    public async Task<IReadOnlyList<UserId>> FindAsync(TenantId tenant, string text)
    {
        var usersRead = directory.ListAsync(tenant, PersonSearch.ForUsers(text)!, MaxMatches);
        var found = await accounts.ListAsync(tenant, PersonSearch.ForAccounts(text), MaxMatches, null);
        var people = found.Items.Select(account => account.UserId).OfType<UserId>().Union((await usersRead).Select(user => user.Id));
        return [.. people.Take(MaxMatches)];
    }
}
