using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Clients;

/// <summary>Access Groups, at the service of that name.</summary>
internal sealed class AccessGroupsClient(HttpClient http, IHttpContextAccessor accessor) : ServiceClient(http, accessor)
{
    protected override string Name => "Access Groups";

    /// <summary>The names that settings of groups may use; they are the same for all tenants.</summary>
    public Task<Catalogue> GetCatalogueAsync() => GetAsync<Catalogue>("/api/catalogue");

    /// <summary>All groups, in the order of their names.</summary>
    public async Task<IReadOnlyList<AccessGroup>> ListAsync(TenantId tenant) =>
    [
        .. (await ListAllAsync<AccessGroup>(Path(tenant, "access-groups")))
            .OrderBy(group => group.DisplayName, StringComparer.OrdinalIgnoreCase),
    ];

    public Task<AccessGroup> GetAsync(TenantId tenant, GroupId id) => GetAsync<AccessGroup>(Path(tenant, "access-groups", id.ToString()));

    public Task<AccessGroup?> FindAsync(TenantId tenant, GroupId id) =>
        FindAsync<AccessGroup>(Path(tenant, "access-groups", id.ToString()));

    public Task ConfigureAsync(
        TenantId tenant,
        GroupId id,
        IReadOnlyList<string> permissions,
        IReadOnlyList<string> visibilities,
        IReadOnlyList<string> notifications) => ChangeAsync<AccessGroup>(
        HttpMethod.Put,
        Path(tenant, "access-groups", id.ToString(), "settings"),
        new { permissions, visibilities, notifications });
}
