using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MassTransit;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Conversation.Tests;

/// <summary>Counts what the services of this process publish, consume and write.</summary>
internal sealed class TrafficCounter : IPublishObserver, IReceiveObserver, IDisposable
{
    /// <summary>
    /// Written whatever is pushed: when a token was last used, numbers of requests every ten seconds, and what follows from changed
    /// settings.
    /// </summary>
    private static readonly string[] NotCounted =
        ["ingress/tokens", "requests/tallies", "provisioning/settingsRollouts", "provisioning/driftReports"];

    /// <summary>Where a request whose answer took longer than its record gets its status, by a write of its own.</summary>
    private const string Requests = "requests/requests";

    /// <summary>The note of the due clock, which each service writes every ten seconds.</summary>
    private const string Clock = "clock";

    private readonly ConcurrentDictionary<string, int> _messages = [];
    private readonly ConcurrentDictionary<string, int> _deliveries = [];
    private readonly ConcurrentDictionary<string, int> _writes = [];
    private readonly ConcurrentDictionary<string, int> _batches = [];
    private readonly MeterListener _listener = new();

    public TrafficCounter()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == StoreTelemetry.WritesName)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) => CountWrite((int)count, tags));
        _listener.Start();
    }

    /// <summary>What was counted since the last call.</summary>
    public Traffic Take() => new(Take(_messages), Take(_deliveries), Take(_writes), Take(_batches));

    /// <summary>Number of everything that was counted since <see cref="Take()"/>; grows as long as anything happens.</summary>
    public int Total => _messages.Values.Sum() + _deliveries.Values.Sum() + _writes.Values.Sum() + _batches.Values.Sum();

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class
    {
        Count(_messages, typeof(T).Name);
        return Task.CompletedTask;
    }

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class
    {
        var queue = context.ReceiveContext.InputAddress.AbsolutePath.Split('/')[^1];
        // Answers to requests come to a queue of the process, whose name is random.
        Count(_deliveries, $"{typeof(T).Name} -> {(queue.Contains("_bus_", StringComparison.Ordinal) ? "answer" : queue)}");
        return Task.CompletedTask;
    }

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();

    private void CountWrite(int count, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var (database, collection, kind) = ("", "", "");
        foreach (var (name, value) in tags)
        {
            switch (name)
            {
                case StoreTelemetry.Database: database = (string)value!; break;
                case StoreTelemetry.Collection: collection = (string)value!; break;
                default: kind = (string)value!; break;
            }
        }

        var target = $"{database}/{collection}";
        if (collection == Clock || NotCounted.Contains(target) || (target == Requests && kind != StoreTelemetry.Batch))
            return;
        Count(kind == StoreTelemetry.Batch ? _batches : _writes, target, count);
    }

    private static void Count(ConcurrentDictionary<string, int> counts, string what, int count = 1) =>
        counts.AddOrUpdate(what, count, (_, known) => known + count);

    private static SortedDictionary<string, int> Take(ConcurrentDictionary<string, int> counts)
    {
        var taken = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var what in counts.Keys)
        {
            if (counts.TryRemove(what, out var count))
                taken[what] = count;
        }

        return taken;
    }
}
