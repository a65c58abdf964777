using System.Diagnostics.Metrics;
using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Scim.Turns;

/// <summary>Counts what is refused because its tenant has too many requests in progress.</summary>
internal sealed class TurnTelemetry(IMeterFactory meters)
{
    private readonly Counter<long> _refused = meters.Create("Scim.Bus.Ingress").CreateCounter<long>(
        "scimbus.requests.refused", "{request}", "SCIM requests that were refused because their tenant had too many in progress");

    public void CountRefused(TenantId tenant) => _refused.Add(1, new KeyValuePair<string, object?>("tenant", tenant.Value));
}
