using System.Text.RegularExpressions;
using Scim.Bus.Console.Clients;
using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Pages.People;

/// <summary>
/// The account that a reason names by its id, as in "… already belongs to another account: 0198….". A reason names ids only, because it
/// also goes into the provisioning log and into mails; the page may show whose account it is.
/// </summary>
/// <param name="Before">The sentence before the id.</param>
/// <param name="Id">The id.</param>
/// <param name="After">The sentence after the id.</param>
public sealed partial record AccountReference(string Before, AccountId Id, string After)
{
    /// <summary>Finds the account that a sentence names; null if it names none.</summary>
    public static AccountReference? In(string? sentence) => sentence is not null && Account.Match(sentence) is { Success: true } found
        ? new AccountReference(
            sentence[..found.Index], AccountId.Parse(found.Value, null), sentence[(found.Index + found.Length)..])
        : null;

    /// <summary>Whose account it is: its names, each once.</summary>
    public static string Describe(Account account) => string.Join(
        ", ",
        ((string?[])[account.DisplayName, account.WorkEmail, account.Upn]).Where(text => !string.IsNullOrEmpty(text)).Distinct());

    [GeneratedRegex(@"(?<=\baccount:? )[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.None, 1_000)]
    private static partial Regex Account { get; }
}
