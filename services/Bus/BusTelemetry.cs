using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Scim.Bus.Messaging;

/// <summary>Traces and metrics of the relay.</summary>
public static class BusTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "Scim.Bus.Messaging";

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Delay = Meter.CreateHistogram<double>(
        "scimbus.relay.delay", "s", "From the commit of a message to the broker's confirmation");

    private static readonly Counter<long> Failures = Meter.CreateCounter<long>(
        "scimbus.relay.failures", "{message}", "Attempts to publish that were not confirmed");

    internal static ActivitySource Source { get; } = new(Name);

    internal static void Published(Type type, TimeSpan delay) =>
        Delay.Record(delay.TotalSeconds, new KeyValuePair<string, object?>("message", type.Name));

    internal static void Failed(Type type) => Failures.Add(1, new KeyValuePair<string, object?>("message", type.Name));
}
