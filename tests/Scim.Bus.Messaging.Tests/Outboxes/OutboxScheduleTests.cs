using Microsoft.Extensions.Time.Testing;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests.Outboxes;

/// <summary>When a document with an outbox is due for the sweeper.</summary>
public sealed class OutboxScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 10)]
    [InlineData(3, 10)]
    public void Messages_are_left_to_the_process_that_wrote_them_for_ten_seconds(int messages, int seconds)
    {
        var written = Letter.LeftBehind("a", messages, Now.AddHours(-1)).Scheduled(Clock());
        Assert.Equal(messages == 0 ? null : Now.AddSeconds(seconds), written.DueAt);
    }

    /// <summary>A message that another process stored keeps its lease, whoever writes the document since.</summary>
    [Theory]
    [InlineData(0, 10)]
    [InlineData(4, 6)]
    [InlineData(9, 1)]
    [InlineData(10, 8)]
    [InlineData(-9, 10)]
    [InlineData(-10, 8)]
    public void A_message_of_another_process_is_due_when_its_lease_ends(int secondsAgo, int seconds)
    {
        var written = Letter.LeftBehind("a", messages: 1, Now.AddSeconds(-secondsAgo));
        var read = written with { Body = written.Body.WithPending([written.Body.Pending[0].AsRead()]) };
        Assert.Equal(Now.AddSeconds(seconds), (read with { DueAt = Now.AddSeconds(8) }).Scheduled(Clock()).DueAt);
    }

    [Fact]
    public void Messages_have_the_time_of_day_and_leases_end_by_the_due_clock()
    {
        var clock = Clock();
        clock.CatchUpWith(Now.AddHours(1));
        var written = Letter.LeftBehind("a", messages: 1, Now.AddSeconds(-4));
        var read = written with { Body = written.Body.WithPending([written.Body.Pending[0].AsRead()]), DueAt = null };
        Assert.Equal(Now.AddHours(1).AddSeconds(6), read.Scheduled(clock).DueAt);
    }

    /// <summary>Whatever a sweeper's claim put off is not put off for what was stored since.</summary>
    [Theory]
    [InlineData(3_600, 6_000)]
    [InlineData(6, 5_999)]
    [InlineData(5, 4_999)]
    public void What_is_left_after_a_removal_is_due_when_its_lease_ends_but_earlier_than_before(int before, int milliseconds)
    {
        var written = Letter.LeftBehind("a", messages: 1, Now.AddSeconds(-4));
        var left = written.Body.WithPending([written.Body.Pending[0].AsRead()]);
        Assert.Equal(
            Now.AddMilliseconds(milliseconds),
            OutboxSchedule.DueAfterRemoval(written with { DueAt = Now.AddSeconds(before) }, left, Clock()));
    }

    /// <summary>A quarter of the time since the first claim, but ten seconds at least and ten minutes at most.</summary>
    [Theory]
    [InlineData(0, 10)]
    [InlineData(40, 10)]
    [InlineData(44, 11)]
    [InlineData(400, 100)]
    [InlineData(2_396, 599)]
    [InlineData(2_400, 600)]
    [InlineData(2_404, 600)]
    [InlineData(100_000, 600)]
    public void A_document_that_is_claimed_in_vain_waits_longer_each_time(int secondsSinceFirst, int seconds)
    {
        var claimed = Claim(TimeSpan.FromSeconds(secondsSinceFirst), isBrokerAway: false);
        Assert.Equal(Now.AddSeconds(seconds), claimed.DueAt);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    public void An_outage_of_the_broker_makes_nothing_wait_longer(int secondsSinceFirst) =>
        Assert.Equal(Now.AddSeconds(10), Claim(TimeSpan.FromSeconds(secondsSinceFirst), isBrokerAway: true).DueAt);

    private static DueClock Clock() => new(new FakeTimeProvider(Now));

    private static Document<Letter> Claim(TimeSpan sinceFirst, bool isBrokerAway) =>
        Letter.LeftBehind("a", messages: 1, Now).Claimed(Now, sinceFirst, isBrokerAway);
}
