using MassTransit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Scim.Bus.Messaging.Backpressure;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Messaging.Topology;
using Scim.Bus.Messaging.Transport;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests;

/// <summary>What is not confirmed in time is given up, with the reason.</summary>
public sealed class ConfirmedPublisherTests
{
    private readonly FakeTimeProvider _time = new(new(2026, 11, 28, 8, 0, 0, TimeSpan.Zero));
    private readonly BusStartedSignal _signal = new();
    private int _published;

    [Fact]
    public async Task Before_the_bus_has_started_nothing_is_sent_and_the_reason_is_that()
    {
        var failure = await GivenUpAsync();

        Assert.EndsWith(". The bus has not started within 10 s.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, _published);
    }

    [Fact]
    public async Task A_message_that_the_broker_does_not_confirm_says_so()
    {
        await _signal.PostStart(Scripted.Of<IBus>(_ => null), Task.FromResult(Scripted.Of<BusReady>(_ => null)));

        var failure = await GivenUpAsync();

        Assert.EndsWith(". It was not confirmed within 10 s.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, _published);
    }

    /// <summary>Publishes on a bus that never confirms, and lets the time pass that it may take.</summary>
    private async Task<BrokerUnavailableException> GivenUpAsync()
    {
        var bus = Scripted.Of<IBus>(_ =>
        {
            _published++;
            return new TaskCompletionSource().Task;
        });
        var publisher = new ConfirmedPublisher(
            bus,
            _signal,
            new DeliveryTracker(),
            new QueueMismatchReporter(NullLogger<QueueMismatchReporter>.Instance),
            new UnlimitedRoom(),
            _time);
        var publishing = publisher.PublishAsync(Letter.LeftBehind("letter", 1, _time.GetUtcNow()).Body.Pending[0], default);
        _time.Advance(ConfirmedPublisher.Timeout - TimeSpan.FromMilliseconds(1));
        Assert.False(publishing.IsCompleted);

        _time.Advance(TimeSpan.FromMilliseconds(1));

        var failure = await Assert.ThrowsAsync<BrokerUnavailableException>(() => publishing);
        Assert.True(publisher.IsBrokerAway);
        Assert.True(publisher.IsPaused);
        return failure;
    }
}
