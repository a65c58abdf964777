using Scim.Bus.Console.Clients;

namespace Scim.Bus.Console.Pages.Accounts;

/// <summary>Filters for people by words: each word must occur in one of the fields.</summary>
internal static class PersonSearch
{
    private static readonly string[] OfAccounts = ["workEmail", "firstName", "lastName", "upn"];
    private static readonly string[] OfUsers = ["userName", "name.givenName", "name.familyName", "emails.value"];

    /// <summary>A filter for accounts; null for a blank text.</summary>
    public static string? ForAccounts(string text) => For(text, OfAccounts);

    /// <summary>A filter for users of the directory; null for a blank text.</summary>
    public static string? ForUsers(string text) => For(text, OfUsers);

    private static string? For(string text, string[] fields)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word =>
            $"({string.Join(" or ", fields.Select(field => $"{field} co {ServiceClient.Quoted(word)}"))})");
        var filter = string.Join(" and ", words);
        return filter.Length > 0 ? filter : null;
    }
}
