using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.ServiceDefaults.Tenants;

/// <summary>Tells a service which tenants exist.</summary>
public interface ITenantLookup
{
    /// <summary>Returns whether a tenant exists.</summary>
    /// <exception cref="AdminException">503: that can't be found out now.</exception>
    Task<bool> ExistsAsync(TenantId tenant, CancellationToken cancellationToken);
}
