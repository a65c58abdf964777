using System.Diagnostics.Metrics;

namespace Scim.Bus.Notifications.Sending;

/// <summary>
/// The metric <c>scimbus.notifications</c>. Starts with the host, at zero for each outcome: Prometheus sees an increase only of what it has
/// seen before, so without this the first failure would raise no alert.
/// </summary>
internal sealed class NotificationTelemetry : IHostedService, IDisposable
{
    private const string Retried = "retried";

    private static readonly string[] Outcomes =
    [
        OutcomeOf(NotificationState.Sent), OutcomeOf(NotificationState.Failed), OutcomeOf(NotificationState.Uncertain), Retried,
    ];

    private readonly Meter _meter;
    private readonly Counter<long> _attempts;

    public NotificationTelemetry(IMeterFactory meters)
    {
        _meter = meters.Create("Scim.Bus.Notifications");
        _attempts = _meter.CreateCounter<long>("scimbus.notifications", "{mail}", "Attempts to send a mail, by outcome");
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var outcome in Outcomes)
            Add(0, outcome);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Counts an attempt that ended in a final state.</summary>
    public void CountAttempt(NotificationState state) => Add(1, OutcomeOf(state));

    /// <summary>Counts an attempt that is repeated later.</summary>
    public void CountRetry() => Add(1, Retried);

    public void Dispose() => _meter.Dispose();

    private void Add(long attempts, string outcome) => _attempts.Add(attempts, new KeyValuePair<string, object?>("outcome", outcome));

    private static string OutcomeOf(NotificationState state) => state.ToString().ToLowerInvariant();
}
