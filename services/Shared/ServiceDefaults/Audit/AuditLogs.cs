using Scim.Bus.DocumentStore;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.ServiceDefaults.Audit;

/// <summary>A service of this host that keeps an audit log.</summary>
/// <param name="Service">Name of its database.</param>
/// <param name="Lookup">Tells which tenants exist.</param>
internal sealed record AuditedService(string Service, Func<IServiceProvider, ITenantLookup> Lookup);

/// <summary>The audit logs of this host's services.</summary>
public sealed class AuditLogs
{
    internal AuditLogs(IEnumerable<AuditedService> services, IDocumentStore store) =>
        All = [.. services.Select(service => new AuditLog(service.Service, store))];

    /// <summary>All of them, in the order in which the services were added.</summary>
    internal IReadOnlyList<AuditLog> All { get; }

    /// <summary>The log of a service.</summary>
    internal AuditLog this[string service] => All.First(log => log.Service == service);
}
