using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests.Outboxes;

/// <summary>How a process compares its clock with the time that others have noted, comparison by comparison.</summary>
public sealed class DueClockSyncTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = SteppedRelay.Start;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan NoteEvery = 10 * Second;

    private readonly SteppedRelay _process = new();

    private DueClock Clock => _process.Services.GetRequiredService<DueClock>();

    private DueClockSync Sync => _process.Services.GetRequiredService<DueClockSync>();

    private IDocumentCollection<ClockMark> Marks => _process.Services.GetRequiredService<IDocumentCollection<ClockMark>>();

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    [Fact]
    public async Task The_first_process_notes_its_time_and_is_settled()
    {
        Assert.False(Sync.IsSettled);
        await Sync.CompareAsync(default);
        Assert.True(Sync.IsSettled);
        Assert.Equal((Start, 1), await NotedAsync());
    }

    [Fact]
    public async Task The_time_is_noted_every_ten_seconds()
    {
        await Sync.CompareAsync(default);
        _process.Time.Advance(NoteEvery - Second);
        await Sync.CompareAsync(default);
        Assert.Equal((Start, 1), await NotedAsync());
        _process.Time.Advance(Second);
        await Sync.CompareAsync(default);
        Assert.Equal((Start + NoteEvery, 2), await NotedAsync());
        Assert.True(Sync.IsSettled);
    }

    [Fact]
    public async Task A_process_that_is_behind_goes_by_the_noted_time()
    {
        await NoteAsync(Start + TimeSpan.FromHours(1));
        await Sync.CompareAsync(default);
        Assert.True(Sync.IsSettled);
        Assert.Equal(Start + TimeSpan.FromHours(1), Clock.GetUtcNow());
        _process.Time.Advance(3 * Second);
        Assert.Equal(Start + TimeSpan.FromHours(1) + (3 * Second), Clock.GetUtcNow());
        // An earlier time changes nothing.
        Clock.CatchUpWith(Start);
        Assert.Equal(Start + TimeSpan.FromHours(1) + (3 * Second), Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_process_that_starts_far_ahead_waits_until_the_others_have_read_its_time()
    {
        await NoteAsync(Start - NoteEvery);
        await Sync.CompareAsync(default);
        Assert.Equal((Start, 2), await NotedAsync());
        Assert.False(Sync.IsSettled);
        _process.Time.Advance(2 * Second);
        await Sync.CompareAsync(default);
        Assert.False(Sync.IsSettled);
        _process.Time.Advance(TimeSpan.FromMilliseconds(1));
        await Sync.CompareAsync(default);
        Assert.True(Sync.IsSettled);
    }

    [Fact]
    public async Task The_wait_counts_from_the_first_time_that_it_was_ahead()
    {
        await NoteAsync(Start - NoteEvery);
        await Sync.CompareAsync(default);
        _process.Time.Advance(2 * Second);
        // Another process that is behind, and had read the note before, overwrites it.
        await NoteAsync(Start - NoteEvery);
        await Sync.CompareAsync(default);
        Assert.False(Sync.IsSettled);
        _process.Time.Advance(Second);
        await Sync.CompareAsync(default);
        Assert.True(Sync.IsSettled);
    }

    [Fact]
    public async Task A_process_that_is_a_little_ahead_is_settled_at_once()
    {
        await NoteAsync(Start - NoteEvery + Second);
        await Sync.CompareAsync(default);
        Assert.True(Sync.IsSettled);
        Assert.Equal((Start - NoteEvery + Second, 1), await NotedAsync());
    }

    [Fact]
    public async Task A_store_that_fails_leaves_the_process_unsettled()
    {
        Assert.Equal((default, 0), await NotedAsync());
        await _process.Services.GetRequiredService<IDocumentStore>().DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => Sync.CompareAsync(default));
        await Sync.TryCompareAsync(default);
        Assert.False(Sync.IsSettled);
        Assert.Contains(_process.Log.Lines, line => line.StartsWith(
            "Could not compare the clock with the other processes'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Once_started_it_compares_every_second()
    {
        await Sync.StartAsync(default);
        await Eventually.Be(async () => Assert.Equal((Start, 1), await NotedAsync()));
        await NoteAsync(Start + TimeSpan.FromHours(1));
        await Eventually.Be(() =>
        {
            _process.Time.Advance(Second);
            Assert.True(Clock.GetUtcNow() - _process.Time.GetUtcNow() > Second);
        });
        await Sync.StopAsync(default);
    }

    /// <summary>The processes of a service agree on it, also those of other versions.</summary>
    [Fact]
    public void The_note_has_a_place_that_all_versions_know()
    {
        var collection = ClockMark.Collection("accounts");
        Assert.Equal(
            ("accounts", "clock", "scim-bus", "now"),
            (collection.Service, collection.Name, ClockMark.Partition.ToString(), ClockMark.Key));
    }

    private async Task<(DateTimeOffset Now, long Revision)> NotedAsync()
    {
        var mark = await Marks.GetAsync(ClockMark.Partition, ClockMark.Key, default);
        return (mark?.Body.Now ?? default, mark?.Revision ?? 0);
    }

    private async Task NoteAsync(DateTimeOffset now)
    {
        var present = await Marks.GetAsync(ClockMark.Partition, ClockMark.Key, default);
        var mark = new Document<ClockMark> { Tenant = ClockMark.Partition, Id = ClockMark.Key, Body = new ClockMark(now) };
        await Marks.SaveAsync(present is null ? mark : present with { Body = mark.Body }, default);
    }
}
