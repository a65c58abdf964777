using Microsoft.AspNetCore.Http.HttpResults;
using Scim.Bus.Accounts.Provisioning;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
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
        TenantId tenant, [AsParameters] ListRequest request, AccountStore accounts, CancellationToken cancellationToken) =>
        TypedResults.Ok(await request.ReadAsync(accounts.Documents, tenant, document => AccountView.Of(document.Body), cancellationToken));

    private static async Task<Ok<AccountView>> GetAsync(
        TenantId tenant, AccountId id, AccountStore accounts, CancellationToken cancellationToken) =>
        TypedResults.Ok(AccountView.Of((await FindAsync(accounts, tenant, id, cancellationToken)).Body));

    private static async Task<Created<AccountView>> CreateAsync(
        TenantId tenant, AccountEdit edit, AccountStore accounts, TimeProvider time, CancellationToken cancellationToken)
    {
        var account = edit.Create(tenant, time.GetUtcNow());
        await SaveAsync(accounts, new() { Tenant = tenant, Id = account.Id.ToString(), Body = account }, cancellationToken);
        return TypedResults.Created($"/api/tenants/{tenant}/accounts/{account.Id}", AccountView.Of(account));
    }

    private static async Task<Ok<AccountView>> EditAsync(
        TenantId tenant, AccountId id, AccountEdit edit, AccountStore accounts, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            var document = await FindAsync(accounts, tenant, id, cancellationToken);
            var edited = edit.Apply(document.Body, time.GetUtcNow());
            try
            {
                await SaveAsync(accounts, document with { Body = edited }, cancellationToken);
                return TypedResults.Ok(AccountView.Of(edited));
            }
            catch (ConcurrentWriteException)
            {
                // Provisioning was faster; the edit is made to what it left.
            }
        }
    }

    private static async Task<Document<Records.AccountRecord>> FindAsync(
        AccountStore accounts, TenantId tenant, AccountId id, CancellationToken cancellationToken) =>
        await accounts.Documents.GetAsync(tenant, id.ToString(), cancellationToken) is { Body.Removed: false } document
            ? document
            : throw AdminException.NotFound($"Tenant '{tenant}' has no account {id}.");

    private static async Task SaveAsync(AccountStore accounts, Document<Records.AccountRecord> document, CancellationToken cancellationToken)
    {
        if (await accounts.SaveAsync(document, cancellationToken) is { } taken)
            throw AdminException.Conflict($"Another account has the same {taken}.");
    }
}
