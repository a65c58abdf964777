using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Scim.Bus.Contracts;

namespace Scim.Bus.Provisioning.Drift;

/// <summary>Gauge of each tenant's drift, as of the last comparison that this process completed.</summary>
internal sealed class DriftTelemetry : IDisposable
{
    private readonly Meter _meter;
    private readonly ConcurrentDictionary<TenantId, DriftCounts> _last = [];

    public DriftTelemetry(IMeterFactory meters)
    {
        _meter = meters.Create("Scim.Bus.Provisioning");
        _meter.CreateObservableGauge(
            "scimbus.drift.accounts", Observe, "{account}", "Accounts that differ from the directory, as of the last comparison");
    }

    public void Record(TenantId tenant, DriftCounts counts) => _last[tenant] = counts;

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<int>> Observe() => _last.SelectMany(tenant => (Measurement<int>[])
    [
        Measure(tenant.Key, DriftKind.Missing, tenant.Value.Missing),
        Measure(tenant.Key, DriftKind.Orphaned, tenant.Value.Orphaned),
        Measure(tenant.Key, DriftKind.Behind, tenant.Value.Behind),
        Measure(tenant.Key, DriftKind.Edited, tenant.Value.Edited),
    ]);

    private static Measurement<int> Measure(TenantId tenant, DriftKind kind, int count) =>
        new(count, new("tenant", tenant.Value), new("kind", kind.ToString().ToLowerInvariant()));
}
