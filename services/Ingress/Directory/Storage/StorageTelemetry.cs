using System.Diagnostics.Metrics;

namespace Scim.Bus.Ingress.Directory.Storage;

/// <summary>Metrics of the room that is left.</summary>
internal sealed class StorageTelemetry
{
    private readonly Counter<long> _refused;
    private long _waiting;

    public StorageTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create("Scim.Bus.Ingress");
        _refused = meter.CreateCounter<long>(
            "scimbus.storage.refused", "{request}", "SCIM requests that were refused because only the reserve for deactivations is left");
        meter.CreateObservableGauge(
            "scimbus.outbox.waiting", () => Interlocked.Read(ref _waiting), "By", "Estimated size of what was not published");
    }

    public void CountRefused() => _refused.Add(1);

    public void SetWaiting(long bytes) => Interlocked.Exchange(ref _waiting, bytes);
}
