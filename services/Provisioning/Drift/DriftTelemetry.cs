using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Scim.Bus.Contracts;

namespace Scim.Bus.Provisioning.Drift;

/// <summary>What the last comparisons that this process made found, as a metric.</summary>
internal sealed class DriftTelemetry : IDisposable
{
    private readonly Meter _meter;
    private readonly ConcurrentDictionary<TenantId, DriftCounts> _last = [];

    public DriftTelemetry(IMeterFactory meters)
    {
        _meter = meters.Create("Scim.Bus.Provisioning");
        _meter.CreateObservableGauge("scimbus.drift.accounts", Observe, "{account}", "Accounts that are not what the directory says, by the last comparison");
    }

    public void Found(TenantId tenant, DriftCounts counts) => _last[tenant] = counts;

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<int>> Observe() => _last.SelectMany(tenant => (Measurement<int>[])
    [
        Of(tenant.Key, DriftKind.Missing, tenant.Value.Missing),
        Of(tenant.Key, DriftKind.Orphaned, tenant.Value.Orphaned),
        Of(tenant.Key, DriftKind.Behind, tenant.Value.Behind),
        Of(tenant.Key, DriftKind.Edited, tenant.Value.Edited),
    ]);

    private static Measurement<int> Of(TenantId tenant, DriftKind kind, int count) =>
        new(count, new("tenant", tenant.Value), new("kind", kind.ToString().ToLowerInvariant()));
}
