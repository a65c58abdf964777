using Scim.Bus.Accounts.Records;

namespace Scim.Bus.Accounts.Login;

/// <summary>Decides the login question. A pure function.</summary>
internal static class LoginDecision
{
    /// <summary>Decides whether the person with an identifier may log in, and to which account.</summary>
    /// <param name="accounts">The accounts that have the identifier: active ones if there are any, else inactive ones.</param>
    /// <param name="byUpn">True if the tenant allows login by UPN, and UPNs were looked for too.</param>
    public static LoginAnswer Decide(IReadOnlyList<AccountRecord> accounts, bool byUpn) => accounts switch
    {
        [] => new LoginAnswer(false, null, byUpn
            ? "No account has this work e-mail address or UPN."
            : "No account has this work e-mail address. Login by UPN is turned off for this tenant."),
        // Unique keys prevent this. If they ever fail, nobody logs in as somebody else.
        [{ Active: true }, { Active: true }, ..] => new LoginAnswer(false, null, "More than one active account has this identifier."),
        [{ Active: true } account, ..] => new LoginAnswer(true, account.Id, "The account is active."),
        [var account] => new LoginAnswer(false, account.Id, "The account is inactive."),
        _ => new LoginAnswer(false, null, "The accounts with this identifier are inactive."),
    };
}
