using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MassTransit;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Conversation.Tests;

/// <summary>Counts what the services of this process publish, consume and write.</summary>
internal sealed class TrafficCounter : IPublishObserver, IReceiveObserver, IDisposable
{
    /// <summary>The ingress notes at most once a minute when a token was last used, whatever is pushed.</summary>
    private const string NotCounted = "ingress/tokens";

    private readonly ConcurrentDictionary<string, int> _messages = [];
    private readonly ConcurrentDictionary<string, int> _deliveries = [];
    private readonly ConcurrentDictionary<string, int> _writes = [];
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
    public Traffic Take() => new(Take(_messages), Take(_deliveries), Take(_writes));

    /// <summary>Number of everything that was counted since <see cref="Take()"/>; grows as long as anything happens.</summary>
    public int Total => _messages.Values.Sum() + _deliveries.Values.Sum() + _writes.Values.Sum();

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class
    {
        Count(_messages, typeof(T).Name);
        return Task.CompletedTask;
    }

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class
    {
        Count(_deliveries, $"{typeof(T).Name} -> {context.ReceiveContext.InputAddress.AbsolutePath.Split('/')[^1]}");
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
                default: kind = $" ({value})"; break;
            }
        }

        var target = $"{database}/{collection}";
        if (target != NotCounted)
            Count(_writes, target + kind, count);
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
