using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.Console.Clients;

/// <summary>Sagas, syncs and drift, at Provisioning.</summary>
internal sealed class ProvisioningClient(HttpClient http, IHttpContextAccessor accessor) : ServiceClient(http, accessor)
{
    protected override string Name => "Provisioning";

    public Task<ListPage<Saga>> ListSagasAsync(TenantId tenant, string filter, int count, string? cursor) => GetAsync<ListPage<Saga>>(
        Path(tenant, "sagas"), ("filter", filter), ("count", count), ("cursor", cursor));

    public Task<Saga?> FindSagaAsync(TenantId tenant, UserId user) => FindAsync<Saga>(Path(tenant, "sagas", user.ToString()));

    public Task<SagaCounts> CountSagasAsync(TenantId tenant) => GetAsync<SagaCounts>(Path(tenant, "sagas", "counts"));

    public Task RetryAsync(TenantId tenant, UserId user) =>
        ChangeAsync<object>(HttpMethod.Post, Path(tenant, "sagas", user.ToString(), "retry"));

    public async Task<SyncChanges> SyncAsync(TenantId tenant, bool dryRun, bool force) =>
        (await ChangeAsync<SyncChanges>(HttpMethod.Post, Path(tenant, "sync"), new { dryRun, force }))!;

    public Task<SyncProgress?> FindSyncAsync(TenantId tenant, Guid id) => FindAsync<SyncProgress>(Path(tenant, "sync", id.ToString()));

    public Task<DriftReport> GetDriftAsync(TenantId tenant) => GetAsync<DriftReport>(Path(tenant, "drift"));

    public Task CompareAsync(TenantId tenant) => ChangeAsync<DriftReport>(HttpMethod.Post, Path(tenant, "drift"));

    public Task<ListPage<DriftItem>> ListDriftAsync(TenantId tenant, string? filter, int count, string? cursor) =>
        GetAsync<ListPage<DriftItem>>(Path(tenant, "drift", "items"), ("filter", filter), ("count", count), ("cursor", cursor));
}
