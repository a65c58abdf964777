using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.Console.Clients;

/// <summary>Tenants and their tokens, at the ingress.</summary>
internal sealed class TenantsClient(HttpClient http, IHttpContextAccessor accessor) : ServiceClient(http, accessor)
{
    private const string Root = "/api/tenants";

    protected override string Name => "The ingress";

    public Task<ListPage<Tenant>> ListAsync(string? filter, int count, string? cursor) =>
        GetAsync<ListPage<Tenant>>(Root, ("filter", filter), ("count", count), ("cursor", cursor));

    public Task<Tenant> GetAsync(TenantId tenant) => GetAsync<Tenant>(Path(tenant));

    public Task CreateAsync(string id, string name)
    {
        var body = new JsonObject { ["id"] = id };
        if (name.Length > 0)
            body["name"] = name;
        return ChangeAsync<Tenant>(HttpMethod.Post, Root, body);
    }

    public Task ConfigureAsync(TenantId tenant, JsonObject changes) => ChangeAsync<Tenant>(HttpMethod.Patch, Path(tenant), changes);

    public Task<IReadOnlyList<Token>> ListTokensAsync(TenantId tenant) => ListAllAsync<Token>(Path(tenant, "tokens"));

    /// <param name="tenant">The tenant.</param>
    /// <param name="name">What the token is for.</param>
    /// <param name="expiresAt">When it expires; null for never.</param>
    public async Task<string> IssueTokenAsync(TenantId tenant, string name, DateTimeOffset? expiresAt) =>
        (await ChangeAsync<IssuedToken>(
            HttpMethod.Post, Path(tenant, "tokens"), new { name, expiresAt, neverExpires = expiresAt is null }))!.Token;

    public Task RevokeTokenAsync(TenantId tenant, Guid id) =>
        ChangeAsync<object>(HttpMethod.Delete, Path(tenant, "tokens", id.ToString()));
}
