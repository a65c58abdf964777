using Scim.Bus.Console.Clients;

namespace Scim.Bus.Console.Pages.Accounts;

/// <summary>Accounts, and the login question for an e-mail address that was searched for.</summary>
/// <param name="Query">Which accounts are listed, and in which order.</param>
/// <param name="Login">The answer to the login question; null if it was not asked.</param>
/// <param name="List">A page of the accounts.</param>
/// <param name="Groups">The Access Groups to choose from; none while their service is away.</param>
public sealed record AccountsModel(AccountQuery Query, LoginAnswer? Login, AccountList List, IReadOnlyList<AccessGroup> Groups)
{
    /// <summary>What to choose from: a group that was chosen stays a choice while the others are not known.</summary>
    public IEnumerable<(string Value, string Text)> GroupOptions =>
    [
        ("", "All"), (AccountQuery.NoGroup, "None"), .. Groups.Select(group => (group.Id.ToString(), group.DisplayName)),
        .. IsUnknown ? [(Query.Group!, Query.Group!)] : Array.Empty<(string, string)>(),
    ];

    private bool IsUnknown =>
        Query.Group is { Length: > 0 } and not AccountQuery.NoGroup && Groups.All(group => group.Id.ToString() != Query.Group);
}
