using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Scim.Bus.Messaging.Transport;

/// <summary>Traces and metrics of publishing.</summary>
public static class BusTelemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "Scim.Bus.Messaging";

    private static readonly Meter Meter = new(Name);

    // The default boundaries are for milliseconds: in seconds, everything but an outage would fall into the first bucket.
    private static readonly Histogram<double> Delay = Meter.CreateHistogram(
        "scimbus.relay.delay",
        "s",
        "From the commit of a message to the broker's confirmation",
        tags: null,
        new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600],
        });

    private static readonly Counter<long> Failures = Meter.CreateCounter<long>(
        "scimbus.relay.failures", "{message}", "Attempts to publish that were not confirmed");

    private static readonly Counter<long> Waits = Meter.CreateCounter<long>(
        "scimbus.relay.held_back", "{message}", "Messages that waited in an outbox because a queue was full");

    internal static ActivitySource Source { get; } = new(Name);

    internal static void Published(Type type, TimeSpan delay) =>
        Delay.Record(delay.TotalSeconds, new KeyValuePair<string, object?>("message", type.Name));

    internal static void HeldBack(string queue) => Waits.Add(1, new KeyValuePair<string, object?>("queue", queue));

    internal static void Failed(Type type) => Failures.Add(1, new KeyValuePair<string, object?>("message", type.Name));
}
