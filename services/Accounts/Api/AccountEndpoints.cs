using Microsoft.AspNetCore.Http.HttpResults;
using Scim.Bus.Accounts.Provisioning;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.Accounts.Api;

/// <summary>Accounts in the admin API.</summary>
internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        var accounts = app.MapAdminApi("Accounts");
        accounts.MapGet("/{tenant}/accounts", ListAsync).WithSummary("Lists accounts.");
        accounts.MapGet("/{tenant}/accounts/{id}", GetAsync).WithSummary("An account.");
        accounts.MapPost("/{tenant}/accounts", CreateAsync).WithSummary("Creates an account by hand.");
        accounts.MapPatch("/{tenant}/accounts/{id}", EditAsync).WithSummary("Edits an account by hand: the fields that are given, and only those.");
    }

    private static async Task<Ok<ListPage<AccountView>>> ListAsync(
        TenantId tenant, [AsParameters] AdminListRequest request, AccountStore accounts, CancellationToken cancellationToken) =>
        TypedResults.Ok(await request.ReadAsync(accounts.Documents, tenant, document => AccountView.Of(document.Body), cancellationToken));

    private static async Task<Ok<AccountView>> GetAsync(
        TenantId tenant, AccountId id, AccountStore accounts, CancellationToken cancellationToken) =>
        await accounts.FindAsync(tenant, id, cancellationToken) is { } account ? TypedResults.Ok(AccountView.Of(account.Body)) : throw NotFound(tenant, id);

    private static async Task<Created<AccountView>> CreateAsync(
        TenantId tenant, AccountEdit edit, AccountStore accounts, TimeProvider time, CancellationToken cancellationToken)
    {
        var account = edit.Create(tenant, time.GetUtcNow());
        if (await accounts.SaveAsync(new() { Tenant = tenant, Id = account.Id.ToString(), Body = account }, cancellationToken) is { } taken)
            throw NotUnique(taken);
        return TypedResults.Created($"/api/tenants/{tenant}/accounts/{account.Id}", AccountView.Of(account));
    }

    private static async Task<Ok<AccountView>> EditAsync(
        TenantId tenant, AccountId id, AccountEdit edit, AccountStore accounts, TimeProvider time, CancellationToken cancellationToken)
    {
        var result = await accounts.ChangeAsync(tenant, id, account => edit.Apply(account, time.GetUtcNow()), cancellationToken) ?? throw NotFound(tenant, id);
        return result.DuplicateKey is { } taken
            ? throw NotUnique(taken)
            : TypedResults.Ok(AccountView.Of(result.EnsureDone($"Account {id}").Body));
    }

    private static AdminException NotFound(TenantId tenant, AccountId id) => AdminException.NotFound($"Tenant '{tenant}' has no account {id}.");

    private static AdminException NotUnique(string key) => AdminException.Conflict($"Another account has the same {key}.");
}
