using System.Diagnostics.Metrics;
using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Scim.Turns;

/// <summary>Counts what is refused because its tenant sends too much.</summary>
internal sealed class TurnTelemetry(IMeterFactory meters)
{
    /// <summary>Too many requests of the tenant were in progress.</summary>
    public const string Share = "share";

    /// <summary>The tenant sent more requests in a second than it may.</summary>
    public const string Rate = "rate";

    private readonly Counter<long> _refused = meters.Create("Scim.Bus.Ingress").CreateCounter<long>(
        "scimbus.requests.refused",
        "{request}",
        "SCIM requests that were refused because their tenant had too many in progress (reason: share) or sent too many (rate)");

    public void CountRefused(TenantId tenant, string reason) => _refused.Add(
        1, new KeyValuePair<string, object?>("tenant", tenant.Value), new KeyValuePair<string, object?>("reason", reason));
}
