using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.ServiceDefaults.Audit;

/// <summary>The audit log of a service of this process.</summary>
internal sealed class LocalAuditSource(AuditLog log) : IAuditSource
{
    public string Service => log.Service;

    public Task<ListPage<AuditItem>> ListAsync(TenantId? tenant, AdminListRequest request, CancellationToken cancellationToken) =>
        request.ReadAsync(
            log.Items,
            AuditCollection.Partition,
            document => document.Body,
            cancellationToken,
            within: AuditCollection.Of(tenant),
            descending: true);
}
