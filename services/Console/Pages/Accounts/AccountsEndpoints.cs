using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Pages.Accounts;

/// <summary>Lists and searches the tenant's accounts.</summary>
internal static class AccountsEndpoints
{
    private const string View = "accounts";

    private static readonly string[] Searched = ["workEmail", "firstName", "lastName", "upn"];

    public static void MapAccounts(this IEndpointRouteBuilder tenant) => tenant.MapPage("/accounts", AdminRight.ReadTenant, ShowAsync);

    private static async Task<IResult> ShowAsync(TenantRequest page, AccountsClient accounts, string? search, string? cursor)
    {
        var text = search?.Trim() ?? "";
        // The identity provider's log has the user's id.
        if (Guid.TryParseExact(text, "D", out var user))
            return TypedResults.LocalRedirect(page.Path("people", user.ToString()));
        var login = text.Contains('@', StringComparison.Ordinal) ? accounts.AskLoginAsync(page.Tenant, text) : null;
        var list = await AccountList.ReadAsync(accounts, page.Tenant, FilterFor(text), cursor, page.Path(View), text);
        var model = new AccountsModel(text, login is null ? null : await login, list);
        return page.Show<AccountsPage, AccountsModel>("Accounts", model, View);
    }

    /// <summary>Each word must occur in one of the fields.</summary>
    private static string? FilterFor(string text) => text.Length == 0 ? null : string.Join(
        " and ",
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word =>
            $"({string.Join(" or ", Searched.Select(field => $"{field} co {ServiceClient.Quoted(word)}"))})"));
}
