using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.Console.Clients;

/// <summary>Accounts, at the service of that name.</summary>
internal sealed class AccountsClient(HttpClient http, IHttpContextAccessor accessor) : ServiceClient(http, accessor)
{
    protected override string Name => "Accounts";

    /// <param name="tenant">The tenant.</param>
    /// <param name="filter">A filter in SCIM's syntax; null for all accounts.</param>
    /// <param name="count">Largest number of accounts.</param>
    /// <param name="cursor">Where the page begins; null for the first.</param>
    /// <param name="sortBy">The field to sort by; null for the order of creation.</param>
    /// <param name="isDescending">Whether the largest value comes first.</param>
    public Task<ListPage<Account>> ListAsync(
        TenantId tenant, string? filter, int count, string? cursor, string? sortBy = null, bool isDescending = false) =>
        GetAsync<ListPage<Account>>(
            Path(tenant, "accounts"),
            ("filter", filter),
            ("count", count),
            ("cursor", cursor),
            ("sortBy", sortBy),
            ("sortOrder", isDescending ? "descending" : null));

    public Task<Account?> FindAsync(TenantId tenant, AccountId id) => FindAsync<Account>(Path(tenant, "accounts", id.ToString()));

    public Task<Account> GetAsync(TenantId tenant, AccountId id) => GetAsync<Account>(Path(tenant, "accounts", id.ToString()));

    public async Task<Account?> FindAsync(TenantId tenant, UserId user) =>
        (await ListAsync(tenant, $"userId eq {Quoted(user.ToString())}", 1, null)).Items.FirstOrDefault();

    public Task<LoginAnswer> AskLoginAsync(TenantId tenant, string identifier) =>
        GetAsync<LoginAnswer>(Path(tenant, "login"), ("identifier", identifier));
}
