using Scim.Bus.Contracts;

namespace Scim.Bus.Accounts.Login;

/// <summary>The answer to the login question.</summary>
/// <param name="Allowed">True if the person may log in.</param>
/// <param name="AccountId">The account with the identifier; null if there is none.</param>
/// <param name="Reason">Why the login is allowed or refused, for an admin to read.</param>
internal sealed record LoginAnswer(bool Allowed, AccountId? AccountId, string Reason);
