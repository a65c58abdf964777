using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.Console.Pages.Log;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Pages.People;

/// <summary>One person, found by account or by user.</summary>
internal static class PersonEndpoints
{
    private const string View = "accounts";

    public static void MapPeople(this IEndpointRouteBuilder tenant)
    {
        tenant.MapPage("/accounts/{id:guid}", AdminRight.ReadTenant, ShowAccountAsync);
        tenant.MapPage("/people/{user}", AdminRight.ReadTenant, ShowUserAsync);
        tenant.MapForm("/people/{user:guid}/retry", AdminRight.ChangeTenant, RetryAsync);
    }

    private static async Task<IResult> ShowAccountAsync(
        TenantRequest page, AccountId id, AccountsClient accounts, PersonReader reader, [AsParameters] LogQuery query, string? cursor)
    {
        var account = await accounts.GetAsync(page.Tenant, id);
        var model = await reader.ReadAsync(page, account.UserId, new Optional<Account?>(account, null), query, cursor);
        return page.Show<PersonPage, PersonModel>(account.DisplayName, model, View);
    }

    private static async Task<IResult> ShowUserAsync(
        TenantRequest page, string user, AccountsClient accounts, PersonReader reader, [AsParameters] LogQuery query, string? cursor)
    {
        if (!UserId.TryParse(user, null, out var id))
            return Unknown(page, user);
        var account = await Optional.ReadAsync(accounts.FindAsync(page.Tenant, id));
        var model = await reader.ReadAsync(page, id, account, query, cursor);
        var isUnknown = model is { Known: { Account: null, Saga: null, Directory: null }, Problems.Count: 0 };
        return isUnknown
            ? Unknown(page, user)
            : page.Show<PersonPage, PersonModel>(
                account.Value?.DisplayName ?? model.Known.Directory?.DisplayName ?? $"User {id}", model, View);
    }

    private static async Task<IResult> RetryAsync(TenantRequest page, UserId user, SagaRetry retry) =>
        page.Done(page.Path("people", user.ToString()), await retry.ExecuteAsync(page.Tenant, user));

    private static IResult Unknown(TenantRequest page, string user) =>
        page.Show<UnknownPersonPage, string>($"User {user}", user, View);
}
