using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Pages.Accounts;

/// <summary>Lists and searches the tenant's accounts.</summary>
internal static class AccountsEndpoints
{
    private const string View = "accounts";

    public static void MapAccounts(this IEndpointRouteBuilder tenant) => tenant.MapPage("/accounts", AdminRight.ReadTenant, ShowAsync);

    private static async Task<IResult> ShowAsync(TenantRequest page, AccountsClient accounts, string? search, string? cursor)
    {
        var text = search?.Trim() ?? "";
        // The identity provider's log has the user's id.
        if (Guid.TryParseExact(text, "D", out var user))
            return TypedResults.LocalRedirect(page.Path("people", user.ToString()));
        var login = text.Contains('@', StringComparison.Ordinal) ? accounts.AskLoginAsync(page.Tenant, text) : null;
        var list = await AccountList.ReadAsync(accounts, page.Tenant, PersonSearch.ForAccounts(text), cursor, page.Path(View), text);
        var model = new AccountsModel(text, login is null ? null : await login, list);
        return page.Show<AccountsPage, AccountsModel>("Accounts", model, View);
    }
}
