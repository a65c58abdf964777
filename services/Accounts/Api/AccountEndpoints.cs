using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Accounts.Api;

/// <summary>Accounts in the admin API.</summary>
internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        var accounts = app.MapTenantApi<TenantLookup<AccountsService>>("Accounts");
        accounts.MapGet("/accounts", ListAsync).WithSummary("Lists accounts.");
        accounts.MapGet("/accounts/{id}", GetAsync).WithSummary("Returns an account.");
        accounts.MapPost("/accounts", CreateAsync)
            .Audited(AccountCollections.Service, "account.create")
            .WithSummary("Creates an account by hand.");
        accounts.MapPatch("/accounts/{id}", EditAsync)
            .Audited(AccountCollections.Service, "account.edit")
            .WithSummary("Edits an account by hand. Only the fields in the request change.");
    }

    private static async Task<Ok<ListPage<AccountView>>> ListAsync(
        TenantId tenant,
        [AsParameters] AdminListRequest request,
        [AsParameters] AccountOrder order,
        AccountStore accounts,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(await request.ReadAsync(
            accounts.Documents,
            tenant,
            document => AccountView.From(document.Body),
            cancellationToken,
            descending: order.IsDescending,
            sort: order.Key));

    private static async Task<Ok<AccountView>> GetAsync(
        TenantId tenant, AccountId id, AccountStore accounts, CancellationToken cancellationToken) =>
        await accounts.FindAsync(tenant, id, cancellationToken) is { } account
            ? TypedResults.Ok(AccountView.From(account.Body))
            : throw NotFound(tenant, id);

    private static async Task<Created<AccountView>> CreateAsync(
        TenantId tenant, JsonObject fields, AdminAct act, AccountStore accounts, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var account = AccountAudit.Record(act, null, new AccountEdit(fields, act.Actor).Create(tenant, now), now);
        var document = new Document<AccountRecord> { Tenant = tenant, Id = account.Id.ToString(), Body = account };
        if (await accounts.SaveAsync(document, cancellationToken) is { } taken)
            throw await DuplicateAsync(account, taken, accounts, cancellationToken);
        return TypedResults.Created(Path(account), AccountView.From(account));
    }

    private static async Task<Ok<AccountView>> EditAsync(
        TenantId tenant,
        AccountId id,
        JsonObject fields,
        AdminAct act,
        AccountStore accounts,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var edit = new AccountEdit(fields, act.Actor);
        var result = await accounts.ChangeAsync(tenant, id, Edit, cancellationToken) ?? throw NotFound(tenant, id);
        return result.Duplicate is { } taken
            ? throw await DuplicateAsync(result.Rejected!.Body, taken.Value, accounts, cancellationToken)
            : TypedResults.Ok(AccountView.From(result.EnsureDone($"Account {id}").Body));

        AccountRecord Edit(AccountRecord account)
        {
            var now = time.GetUtcNow();
            return AccountAudit.Record(act, account, edit.Apply(account, now), now);
        }
    }

    private static AdminException NotFound(TenantId tenant, AccountId id) =>
        AdminException.NotFound($"Tenant '{tenant}' has no account {id}.");

    private static async Task<AdminException> DuplicateAsync(
        AccountRecord rejected, string taken, AccountStore accounts, CancellationToken cancellationToken)
    {
        var (name, value) = TakenIdentifier.Describe(rejected.Attributes, taken);
        // The other account may have changed its value since the write was refused.
        return await accounts.FindHolderAsync(rejected.Tenant, taken, cancellationToken) is { } holder
            ? AdminException.Conflict($"{name} {value} already belongs to {Describe(holder)}.", Path(holder))
            : AdminException.Conflict($"{name} {value} already belongs to another account.");
    }

    private static string Path(AccountRecord account) => $"/api/tenants/{account.Tenant}/accounts/{account.Id}";

    private static string Describe(AccountRecord account)
    {
        var name = $"{account.Attributes.FirstName} {account.Attributes.LastName}".Trim();
        return name.Length > 0 ? $"account {account.Id} ({name})" : $"account {account.Id}";
    }
}
