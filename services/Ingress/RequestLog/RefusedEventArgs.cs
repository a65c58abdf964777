using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.RequestLog;

/// <summary>A request was refused.</summary>
/// <param name="tenant">The tenant whose it is.</param>
internal sealed class RefusedEventArgs(TenantId tenant) : EventArgs
{
    public TenantId Tenant => tenant;
}
