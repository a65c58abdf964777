using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.Console.Clients;

/// <summary>Users as the identity provider sent them, at the ingress.</summary>
internal sealed class DirectoryClient(HttpClient http, IHttpContextAccessor accessor) : ServiceClient(http, accessor)
{
    protected override string Name => "The ingress";

    public Task<DirectoryPerson?> FindAsync(TenantId tenant, UserId user) =>
        FindAsync<DirectoryPerson>(Path(tenant, "directory", "users", user.ToString()));

    /// <param name="tenant">The tenant.</param>
    /// <param name="filter">A filter over attributes of SCIM.</param>
    /// <param name="count">Largest number of users.</param>
    public async Task<IReadOnlyList<DirectoryPerson>> ListAsync(TenantId tenant, string filter, int count) =>
        (await GetAsync<ListPage<DirectoryPerson>>(Path(tenant, "directory", "users"), ("filter", filter), ("count", count))).Items;
}
