using Microsoft.AspNetCore.Http.HttpResults;
using Scim.Bus.Accounts.Api;
using Scim.Bus.Accounts.Provisioning;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Tenants;
using Scim.Protocol.Filters;

namespace Scim.Bus.Accounts.Login;

/// <summary>What the SAML login asks: may this person in, and as which account?</summary>
internal static class LoginEndpoints
{
    public static void MapLogin(this IEndpointRouteBuilder app) =>
        app.MapAdminApi("Login").MapGet("/{tenant}/login", AskAsync).WithSummary("Whether whoever has this identifier may log in.");

    private static async Task<Ok<LoginAnswer>> AskAsync(
        TenantId tenant,
        string? identifier,
        AccountStore accounts,
        TenantSettingsCache<TenantConsumer> tenants,
        CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(identifier))
            throw AdminException.Invalid("'identifier' is needed: a work e-mail address, or a UPN where the tenant allows it.");
        var byUpn = (await tenants.GetAsync(tenant, cancellationToken)).Settings.UpnLogin;
        var account = await FindAsync(accounts, tenant, AccountFields.WorkEmailIs(identifier), cancellationToken);
        if (account is null && byUpn)
            account = await FindAsync(accounts, tenant, AccountFields.UpnIs(identifier), cancellationToken);
        return TypedResults.Ok(account switch
        {
            null => new LoginAnswer(false, null, byUpn
                ? "No account has this work e-mail address or UPN."
                : "No account has this work e-mail address. Logging in by UPN is switched off."),
            { Active: false } => new LoginAnswer(false, account.Id, "The account is inactive."),
            _ => new LoginAnswer(true, account.Id, "The account is active."),
        });
    }

    private static async Task<AccountRecord?> FindAsync(
        AccountStore accounts, TenantId tenant, BoundFilter filter, CancellationToken cancellationToken) =>
        (await accounts.Documents.QueryAsync(new DocumentQuery { Tenant = tenant, Filter = filter, Limit = 1 }, cancellationToken)).FirstOrDefault()?.Body;

    internal sealed record LoginAnswer(bool Allowed, AccountId? AccountId, string Reason);
}
