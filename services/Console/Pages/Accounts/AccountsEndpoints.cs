using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Pages.Accounts;

/// <summary>Lists and searches the tenant's accounts.</summary>
internal static class AccountsEndpoints
{
    private const string View = "accounts";

    public static void MapAccounts(this IEndpointRouteBuilder tenant) => tenant.MapPage("/accounts", AdminRight.ReadTenant, ShowAsync);

    private static async Task<IResult> ShowAsync(
        TenantRequest page, [AsParameters] AccountQuery query, AccountsClient accounts, AccessGroupsClient groups, string? cursor)
    {
        // The identity provider's log has the user's id.
        if (Guid.TryParseExact(query.Text, "D", out var user))
            return TypedResults.LocalRedirect(page.Path("people", user.ToString()));
        var groupsRead = Optional.ReadAsync(groups.ListAsync(page.Tenant));
        var login = query.Text.Contains('@', StringComparison.Ordinal) ? accounts.AskLoginAsync(page.Tenant, query.Text) : null;
        var list = await AccountList.ReadAsync(accounts, page.Tenant, query, cursor, page.Path(View));
        var model = new AccountsModel(query, login is null ? null : await login, list, (await groupsRead).Value ?? []);
        return page.Show<AccountsPage, AccountsModel>("Accounts", model, View);
    }
}
