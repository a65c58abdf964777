using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.Console.Clients;

/// <summary>Accounts, at the service of that name.</summary>
internal sealed class AccountsClient(HttpClient http, IHttpContextAccessor accessor) : ServiceClient(http, accessor)
{
    protected override string Name => "Accounts";

    public Task<ListPage<Account>> ListAsync(TenantId tenant, string? filter, int count, string? cursor) => GetAsync<ListPage<Account>>(
        Path(tenant, "accounts"), ("filter", filter), ("count", count), ("cursor", cursor));

    public Task<Account?> FindAsync(TenantId tenant, AccountId id) => FindAsync<Account>(Path(tenant, "accounts", id.ToString()));

    public Task<Account> GetAsync(TenantId tenant, AccountId id) => GetAsync<Account>(Path(tenant, "accounts", id.ToString()));

    public async Task<Account?> FindAsync(TenantId tenant, UserId user) =>
        (await ListAsync(tenant, $"userId eq {Quoted(user.ToString())}", 1, null)).Items.FirstOrDefault();

    public Task<LoginAnswer> AskLoginAsync(TenantId tenant, string identifier) =>
        GetAsync<LoginAnswer>(Path(tenant, "login"), ("identifier", identifier));
}
