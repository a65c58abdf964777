using Microsoft.AspNetCore.Http.HttpResults;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Authorization;
using Scim.Bus.ServiceDefaults.Tenants;
using Scim.Protocol.Identifiers;

namespace Scim.Bus.Accounts.Login;

/// <summary>The question that the SAML login asks: may this person log in, and to which account?</summary>
internal static class LoginEndpoints
{
    public static void MapLogin(this IEndpointRouteBuilder app) => app.MapTenantApi<TenantLookup<AccountsService>>("Login")
        .MapGet("/login", AskAsync)
        .RequireRight(AdminRight.AskLogin)
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
        var found = await accounts.FindByIdentifierAsync(tenant, CanonicalKey.From(identifier), orUpn: byUpn, cancellationToken);
        return TypedResults.Ok(LoginDecision.Decide(found, byUpn));
    }
}
