using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.ServiceDefaults.Audit;

/// <summary>The audit log of one service: of this process, or over HTTP.</summary>
public interface IAuditSource
{
    /// <summary>Name of the service.</summary>
    string Service { get; }

    /// <summary>Reads a page, the newest entry first.</summary>
    /// <param name="tenant">The tenant whose entries are read; null for all.</param>
    /// <param name="request">Filter and page. A cursor is good for every service.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="AuditSourceUnavailableException">The service does not answer.</exception>
    /// <exception cref="AdminException">400: the count or the cursor is invalid.</exception>
    /// <exception cref="Scim.Protocol.Errors.ScimException">400: the filter is invalid.</exception>
    Task<ListPage<AuditItem>> ListAsync(TenantId? tenant, AdminListRequest request, CancellationToken cancellationToken);
}

/// <summary>A service whose audit log is asked for does not answer.</summary>
/// <param name="service">Name of the service.</param>
/// <param name="inner">The exception of the connection, if there was one.</param>
public sealed class AuditSourceUnavailableException(string service, Exception? inner = null)
    : Exception($"The service '{service}' does not answer.", inner);
