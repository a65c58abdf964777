using Scim.Bus.Console.Clients;

namespace Scim.Bus.Console.Pages.Accounts;

/// <summary>Accounts, and the login question for an e-mail address that was searched for.</summary>
/// <param name="Search">What was searched for; empty for all.</param>
/// <param name="Login">The answer to the login question; null if it was not asked.</param>
/// <param name="List">A page of the accounts.</param>
public sealed record AccountsModel(string Search, LoginAnswer? Login, AccountList List);
