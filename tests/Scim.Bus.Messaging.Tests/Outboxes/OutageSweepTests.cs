using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests.Outboxes;

/// <summary>What a sweep takes over while the broker is away, and once it is back.</summary>
public sealed class OutageSweepTests : IAsyncDisposable
{
    private const int Batch = 200;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Lease = 10 * Second;
    private static readonly DateTimeOffset Start = SteppedRelay.Start;

    private readonly Notes _notes = new();
    private readonly SteppedRelay _relay;

    public OutageSweepTests() => _relay = new SteppedRelay(services => services.AddSingleton<ILocalEntryStore>(_notes));

    public ValueTask DisposeAsync() => _relay.DisposeAsync();

    [Fact]
    public async Task One_document_is_tried_in_an_outage_and_no_more()
    {
        _relay.Publisher.IsBrokerAway = true;
        await _relay.LeaveBehindAsync([.. Enumerable.Range(0, 5).Select(i => Left($"a{i}", (5 - i) * Second))]);
        await _relay.SweepAsync();
        Assert.Equal(["a0"], await _relay.ClaimedAsync());
        Assert.Equal(Start + Lease, (await _relay.GetAsync("a0")).DueAt);
        await _relay.SweepAsync();
        Assert.Equal(["a0", "a1"], (await _relay.ClaimedAsync()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Sweeps_in_an_outage_come_to_every_local_entry_page_by_page_and_begin_anew()
    {
        _relay.Publisher.IsBrokerAway = _relay.Publisher.IsPaused = true;
        var left = Enumerable.Range(0, (2 * Batch) + 50).Select(i => Left($"a{i}", TimeSpan.FromMinutes(30) - (i * Second)));
        await _relay.LeaveBehindAsync([.. left, Notes.NewLetter("last", Start - Second)]);
        for (var page = 0; page < 2; page++)
        {
            await SweepAndStoreAsync();
            Assert.Empty(_notes.Stored);
        }

        await SweepAndStoreAsync();
        Assert.Equal([Notes.IdOf("last")], _notes.Stored);

        await _relay.LeaveBehindAsync(Notes.NewLetter("early", Start - TimeSpan.FromMinutes(29.5)));
        await SweepAndStoreAsync();
        Assert.Equal([Notes.IdOf("last"), Notes.IdOf("early")], _notes.Stored);
        Assert.Empty(_relay.Publisher.Confirmed);
    }

    /// <summary>What was stored in the outage was not published at once, so nobody needs its lease.</summary>
    [Fact]
    public async Task When_the_broker_is_back_what_was_stored_meanwhile_does_not_wait_for_its_lease()
    {
        _relay.Publisher.IsBrokerAway = _relay.Publisher.IsPaused = true;
        await _relay.SweepAsync();
        await _relay.Outbox.InsertAsync(Left("stored", Second), default);
        await _relay.SweepAsync();
        Assert.Empty(await _relay.ClaimedAsync());

        _relay.Publisher.IsBrokerAway = _relay.Publisher.IsPaused = false;
        await _relay.SweepAsync();
        await _relay.PublishAsync();
        Assert.Equal([MessageIds.Create("stored/0")], _relay.Publisher.Confirmed);
    }

    [Fact]
    public async Task Without_an_outage_the_lease_of_another_process_is_kept()
    {
        await _relay.LeaveBehindAsync(Left("held", -Lease));
        await _relay.SweepAsync();
        Assert.Empty(await _relay.ClaimedAsync());
        _relay.Time.Advance(Lease);
        await _relay.SweepAsync();
        Assert.Equal(["held"], await _relay.ClaimedAsync());
    }

    [Fact]
    public async Task After_an_outage_scheduled_work_is_done_when_it_is_due_and_no_sooner()
    {
        var held = Start + Lease;
        _relay.Publisher.IsBrokerAway = true;
        await _relay.SweepAsync();
        _relay.Publisher.IsBrokerAway = false;
        await _relay.LeaveBehindAsync(
            // Due now: only the claim of the outage keeps it.
            Scheduled("now", due: held, work: Start),
            Scheduled("later", due: Start + Second, work: Start + Second));
        await _relay.SweepAsync();
        Assert.Equal(["now"], await _relay.ClaimedAsync());
        _relay.Time.Advance(Second);
        await _relay.SweepAsync();
        Assert.Equal(["later", "now"], (await _relay.ClaimedAsync()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Ten_seconds_after_an_outage_sweeps_are_as_ever()
    {
        _relay.Publisher.IsBrokerAway = true;
        await _relay.SweepAsync();
        _relay.Publisher.IsBrokerAway = false;
        await _relay.SweepAsync();
        _relay.Time.Advance(Lease);
        await _relay.LeaveBehindAsync(Left("held", -Lease - Second), Left("due", -Lease));
        await _relay.SweepAsync();
        Assert.Equal(["due"], await _relay.ClaimedAsync());
    }

    private static Document<Letter> Left(string id, TimeSpan ago) => Letter.LeftBehind(id, messages: 1, Start - ago);

    private static Document<Letter> Scheduled(string id, DateTimeOffset due, DateTimeOffset work) =>
        new() { Tenant = Letter.Tenant, Id = id, DueAt = due, Body = new Letter { NextDueAt = work } };

    private async Task SweepAndStoreAsync()
    {
        await _relay.SweepAsync();
        await _relay.PublishAsync();
    }
}
