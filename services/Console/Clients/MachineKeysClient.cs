using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.Console.Clients;

/// <summary>Machine keys, at the Console itself: those of a tenant, or all where none is given.</summary>
internal sealed class MachineKeysClient(HttpClient http, IHttpContextAccessor accessor) : ServiceClient(http, accessor)
{
    protected override string Name => "The Console";

    public Task<ListPage<MachineKey>> ListAsync(TenantId? tenant, int count, string? cursor) =>
        GetAsync<ListPage<MachineKey>>(Of(tenant), ("count", count), ("cursor", cursor));

    /// <summary>Creates a key and returns its secret.</summary>
    /// <param name="tenant">The tenant that it must be for; null for any.</param>
    /// <param name="name">The program that it is for.</param>
    /// <param name="roles">Its roles.</param>
    /// <param name="expiresAt">When it expires.</param>
    public async Task<string> CreateAsync(TenantId? tenant, string name, IReadOnlyList<string> roles, DateTimeOffset expiresAt) =>
        (await ChangeAsync<CreatedKey>(HttpMethod.Post, Of(tenant), new { name, roles, expiresAt }))!.Key;

    public Task DeleteAsync(TenantId? tenant, Guid id) => ChangeAsync<object>(HttpMethod.Delete, $"{Of(tenant)}/{id}");

    private static string Of(TenantId? tenant) => tenant is { } one ? Path(one, "keys") : "/api/keys";

    /// <summary>A key that was just created.</summary>
    /// <param name="Key">Its secret.</param>
    private sealed record CreatedKey(string Key);
}
