using Scim.Bus.Contracts;
using Scim.Protocol.Identifiers;

namespace Scim.Bus.Accounts.Records;

/// <summary>A login identifier that an account can't have, because another account holds it.</summary>
internal static class TakenIdentifier
{
    /// <summary>Says which field of the account it is, and its value as it was written.</summary>
    /// <param name="account">The account that can't be stored.</param>
    /// <param name="identifier">The canonical key that is taken.</param>
    public static (string Field, string Value) Describe(AccountAttributes account, string identifier) =>
        account.WorkEmail is { } email && CanonicalKey.From(email).Value == identifier
            ? ("Work e-mail", email)
            : ("UPN", account.Upn ?? identifier);
}
