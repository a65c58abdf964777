using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests.Outboxes;

/// <summary>What outboxes of a process share, and what each has of its own.</summary>
public sealed class OutboxRegistrationTests
{
    private readonly ServiceCollection _services = [];

    /// <summary>Two outboxes of one service, and one of each of two others.</summary>
    public OutboxRegistrationTests() => _services
        .AddOutbox(Letter.Collection)
        .AddOutbox(Letter.Collection with { Name = "drafts" })
        .AddOutbox(Letter.Collection with { Service = "post" })
        .AddOutbox(Letter.Collection with { Service = "mail" });

    [Theory]
    [InlineData(typeof(IDocumentCollection<Letter>), 4)]
    [InlineData(typeof(OutboxRelay<Letter>), 4)]
    [InlineData(typeof(Outbox<Letter>), 4)]
    [InlineData(typeof(IMessageReplacement), 4)]
    [InlineData(typeof(IOutboxBacklog), 4)]
    // A note of the time in each service's database.
    [InlineData(typeof(IDocumentCollection<ClockMark>), 3)]
    [InlineData(typeof(DueClock), 1)]
    [InlineData(typeof(DueClockSync), 1)]
    [InlineData(typeof(SweepPulse), 1)]
    [InlineData(typeof(LocalEntryStores), 1)]
    public void It_is_registered_so_many_times(Type service, int times) =>
        Assert.Equal(times, _services.Count(registered => registered.ServiceType == service));

    [Fact]
    public async Task The_relay_and_the_comparison_of_clocks_that_run_are_those_that_the_outbox_uses()
    {
        await using var relay = new SteppedRelay();
        Assert.Equal(
            [relay.Services.GetRequiredService<DueClockSync>(), (IHostedService)relay.Relay], relay.Services.GetServices<IHostedService>());
    }
}
