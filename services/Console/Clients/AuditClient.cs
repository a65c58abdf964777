using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.Audit;

namespace Scim.Bus.Console.Clients;

/// <summary>The audit logs of all services, as the Console's own admin API merges them.</summary>
internal sealed class AuditClient(HttpClient http, IHttpContextAccessor accessor) : ServiceClient(http, accessor)
{
    protected override string Name => "The audit log";

    /// <param name="tenant">The tenant; null for all.</param>
    /// <param name="filter">A filter in SCIM's syntax; null for none.</param>
    /// <param name="count">Largest number of entries.</param>
    /// <param name="cursor">Where the page begins; null for the first.</param>
    public Task<AuditList> ListAsync(TenantId? tenant, string? filter, int count, string? cursor) =>
        GetAsync<AuditList>(PathOf(tenant), ("filter", filter), ("count", count), ("cursor", cursor));

    /// <summary>Begins an export, as JSON Lines.</summary>
    public Task<HttpResponseMessage> ExportAsync(TenantId? tenant, string? filter) =>
        OpenAsync($"{PathOf(tenant)}/export", ("filter", filter));

    private static string PathOf(TenantId? tenant) => tenant is { } one ? Path(one, "audit") : "/api/audit";
}
