using System.Diagnostics.Metrics;

namespace Scim.Bus.Notifications.Sending;

/// <summary>The metric <c>scimbus.notifications</c>.</summary>
internal sealed class NotificationTelemetry : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _attempts;

    public NotificationTelemetry(IMeterFactory meters)
    {
        _meter = meters.Create("Scim.Bus.Notifications");
        _attempts = _meter.CreateCounter<long>("scimbus.notifications", "{mail}", "Attempts to send a mail, by outcome");
    }

    /// <param name="outcome"><c>sent</c>, <c>retried</c>, <c>failed</c> or <c>uncertain</c>.</param>
    public void CountAttempt(string outcome) => _attempts.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void Dispose() => _meter.Dispose();
}
