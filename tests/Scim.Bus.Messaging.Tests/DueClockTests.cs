using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests;

/// <summary>
/// Leases and timers bear clocks that jump or differ: what a live process holds is left to it, and what a dead one held is taken over as
/// soon as its lease has lasted as long as it should.
/// </summary>
public sealed class DueClockTests : IDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>The time of the last process may be noted so long before its end.</summary>
    private static readonly TimeSpan NoteEvery = TimeSpan.FromSeconds(10);

    private readonly TempFolder _folder = TempFolder.InMemory("clocks");

    public static TheoryData<int> Hours => [-1, 1];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(-30)]
    [InlineData(30)]
    [Trait("Takes", "Seconds")]
    public async Task A_process_whose_clock_is_half_a_minute_off_takes_over_when_the_lease_ends_and_no_sooner(int seconds)
    {
        await using var other = await StartAsync(ahead: TimeSpan.FromSeconds(seconds));
        await using (var holder = await StartAsync())
        {
            await Eventually.Be(() => Assert.True((holder.DueTime - other.DueTime).Duration() < Moment));
            await holder.Outbox.InsertAsync(Letter.LeftBehind("held", messages: 1, default), default);
            holder.Clock.Elapsed = other.Clock.Elapsed = Lease - Moment;
            await other.SweepAsync();
            Assert.Equal(1, await RevisionAsync(other, "held"));
        }

        other.Clock.Elapsed = Lease + Moment;
        other.Publisher.Open();
        await Eventually.Be(() => Assert.Contains(MessageIds.Create("held/0"), other.Publisher.Confirmed));
    }

    [Theory]
    [MemberData(nameof(Hours))]
    [Trait("Takes", "Seconds")]
    public async Task A_clock_that_jumps_changes_no_lease(int hours)
    {
        await using var process = await StartAsync();
        await process.SweepAsync();
        await process.Outbox.InsertAsync(Letter.LeftBehind("before", messages: 1, default), default);
        process.Clock.Jump = TimeSpan.FromHours(hours);
        await process.Outbox.InsertAsync(Letter.LeftBehind("after", messages: 1, default), default);

        process.Clock.Elapsed = Lease - Moment;
        await process.SweepAsync();
        Assert.Equal((1, 1), (await RevisionAsync(process, "before"), await RevisionAsync(process, "after")));

        process.Clock.Elapsed = Lease + Moment;
        await Eventually.Be(async () =>
            Assert.Equal((2, 2), (await RevisionAsync(process, "before"), await RevisionAsync(process, "after"))));
    }

    [Theory]
    [MemberData(nameof(Hours))]
    [Trait("Takes", "Seconds")]
    public async Task What_a_dead_process_held_is_taken_over_by_one_whose_clock_is_an_hour_off(int hours)
    {
        var left = TimeSpan.FromMinutes(5);
        await using (var dead = await StartAsync(elapsed: left))
        {
            await dead.CompareClocksAsync();
            await dead.Outbox.InsertAsync(Letter.LeftBehind("left", messages: 1, default), default);
        }

        await using var next = await StartAsync(elapsed: left, ahead: TimeSpan.FromHours(hours));
        await next.CompareClocksAsync();
        next.Publisher.Open();
        next.Clock.Elapsed = left + Lease + NoteEvery + Moment;
        await Eventually.Be(() => Assert.Contains(MessageIds.Create("left/0"), next.Publisher.Confirmed));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_process_that_starts_an_hour_ahead_leaves_live_ones_what_they_hold()
    {
        await using var holder = await StartAsync();
        await holder.SweepAsync();
        await using var ahead = await StartAsync(ahead: TimeSpan.FromHours(1));
        await Eventually.Be(() => Assert.True((holder.DueTime - ahead.DueTime).Duration() < Moment));
        await holder.Outbox.InsertAsync(Letter.LeftBehind("held", messages: 1, default), default);

        ahead.Clock.Elapsed = TimeSpan.FromSeconds(3);
        await ahead.SweepAsync();
        Assert.Equal(1, await RevisionAsync(ahead, "held"));
    }

    private static async Task<long> RevisionAsync(ClockedProcess process, string id) =>
        (await process.Letters.GetAsync(Letter.Tenant, id, default))!.Revision;

    private Task<ClockedProcess> StartAsync(TimeSpan elapsed = default, TimeSpan ahead = default) =>
        ClockedProcess.StartAsync(_folder, elapsed, ahead);
}
