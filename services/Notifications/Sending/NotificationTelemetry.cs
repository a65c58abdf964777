using System.Diagnostics.Metrics;

namespace Scim.Bus.Notifications.Sending;

/// <summary>What became of mails, as a metric.</summary>
internal sealed class NotificationTelemetry : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _tried;

    public NotificationTelemetry(IMeterFactory meters)
    {
        _meter = meters.Create("Scim.Bus.Notifications");
        _tried = _meter.CreateCounter<long>("scimbus.notifications", "{mail}", "Attempts to hand a mail over, by what came of them");
    }

    /// <summary>Counts an attempt.</summary>
    /// <param name="outcome"><c>sent</c>, <c>retried</c>, <c>failed</c> or <c>uncertain</c>.</param>
    public void Tried(string outcome) => _tried.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void Dispose() => _meter.Dispose();
}
