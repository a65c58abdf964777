using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Scim.Bus.DocumentStore.Tests;

/// <summary>Work that lost to a concurrent writer is done again: that is counted, and no warning.</summary>
public sealed class ConflictRetryTests : ILogger
{
    private readonly ConcurrentBag<LogLevel> _logged = [];

    /// <summary>A collection of its own, so that no other test counts for it.</summary>
    private readonly CollectionDefinition<Person> _definition = Person.Definition with { Name = $"c{Guid.NewGuid():n}" };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [Trait("Takes", "Seconds")]
    public async Task Case_37_each_conflict_is_counted_and_none_is_a_warning(int conflicts)
    {
        var (attempts, counted) = (0, 0L);
        using var meter = CountConflicts(count => Interlocked.Add(ref counted, count));
        await ConflictRetry.RunAsync(
            _definition,
            () => ++attempts > conflicts ? Task.CompletedTask : throw new DocumentConcurrencyException("The person"),
            this,
            default);
        Assert.Equal((conflicts + 1, (long)conflicts), (attempts, Interlocked.Read(ref counted)));
        Assert.Equal(conflicts, _logged.Count);
        Assert.All(_logged, level => Assert.Equal(LogLevel.Debug, level));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Case_37_a_conflict_that_does_not_end_is_no_longer_expected()
    {
        var attempts = 0;
        await Assert.ThrowsAsync<DocumentConcurrencyException>(() => ConflictRetry.RunAsync(
            _definition,
            () =>
            {
                attempts++;
                throw new DocumentConcurrencyException("The person");
            },
            this,
            default));
        Assert.Equal(25, attempts);
    }

    [Fact]
    public async Task Case_37_another_failure_is_not_tried_again()
    {
        var attempts = 0;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => ConflictRetry.RunAsync(
            _definition,
            () =>
            {
                attempts++;
                throw new StoreUnavailableException("It is away.");
            },
            this,
            default));
        Assert.Equal(1, attempts);
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _logged.Add(logLevel);

    private MeterListener CountConflicts(Action<long> count)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "scimbus.store.conflicts")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, measurement, tags, _) =>
        {
            foreach (var (name, value) in tags)
            {
                if (name == StoreTelemetry.Collection && _definition.Name.Equals(value))
                    count(measurement);
            }
        });
        listener.Start();
        return listener;
    }
}
