using Microsoft.AspNetCore.Http.HttpResults;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Accounts.Login;

/// <summary>The question that the SAML login asks: may this person log in, and to which account?</summary>
internal static class LoginEndpoints
{
    public static void MapLogin(this IEndpointRouteBuilder app) => app.MapTenantApi<TenantLookup<AccountsService>>("Login")
        .MapGet("/login", AskAsync)
        .WithSummary("Says whether the person with this identifier may log in.");

    private static async Task<Ok<LoginAnswer>> AskAsync(
        TenantId tenant,
        string? identifier,
        AccountStore accounts,
        TenantSettingsCache<AccountsService> tenants,
        CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(identifier))
            throw AdminException.Invalid("'identifier' is required: a work e-mail address, or a UPN if the tenant allows login by UPN.");
        var byUpn = (await tenants.GetAsync(tenant, cancellationToken)).Settings.UpnLogin;
        var account = await accounts.FindByKeyAsync(tenant, AccountCollections.WorkEmail, identifier, cancellationToken);
        if (account is null && byUpn)
            account = await accounts.FindByKeyAsync(tenant, AccountCollections.Upn, identifier, cancellationToken);
        return TypedResults.Ok(account switch
        {
            null => new LoginAnswer(false, null, byUpn
                ? "No account has this work e-mail address or UPN."
                : "No account has this work e-mail address. Login by UPN is turned off for this tenant."),
            { Active: false } => new LoginAnswer(false, account.Id, "The account is inactive."),
            _ => new LoginAnswer(true, account.Id, "The account is active."),
        });
    }
}
