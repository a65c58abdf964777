using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests.Outboxes;

/// <summary>Two processes of a service write one document in turn: each publishes what it stored itself.</summary>
public sealed class TwoRelaysTests : IAsyncDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    /// <summary>How long a removal waits for what may be published besides.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly SteppedRelay _first = new();
    private readonly SteppedRelay _second;

    public TwoRelaysTests() => _second = new SteppedRelay(other: _first);

    public async ValueTask DisposeAsync()
    {
        await _second.DisposeAsync();
        await _first.DisposeAsync();
    }

    [Fact]
    public async Task What_another_process_has_just_stored_is_left_to_that_one()
    {
        await WriteAsync(_first, "one");
        await WriteAsync(_second, "two");
        await _second.PublishAsync();
        Assert.Equal(Ids("two"), _first.Publisher.Confirmed);
        await _first.PublishAsync();
        Assert.Equal(Ids("two", "one"), _first.Publisher.Confirmed);

        await AssertAllIsTakenOutAsync();
    }

    [Fact]
    public async Task A_write_with_nothing_of_its_own_to_publish_publishes_nothing()
    {
        await WriteAsync(_first, "one");
        await WriteAsync(_second);
        await _second.PublishAsync();
        Assert.Empty(_first.Publisher.Confirmed);
        await _first.PublishAsync();
        Assert.Equal(Ids("one"), _first.Publisher.Confirmed);
    }

    [Fact]
    public async Task A_process_publishes_what_it_stored_in_an_earlier_revision_too()
    {
        await WriteAsync(_first, "one");
        await WriteAsync(_first, "two");
        await WriteAsync(_first);
        await _first.PublishAsync();
        Assert.Equal(Ids("one", "two").Order(), _first.Publisher.Confirmed.Order());
        await AssertAllIsTakenOutAsync();
    }

    [Fact]
    public async Task What_a_dead_process_stored_is_due_when_its_lease_ends_however_often_others_write()
    {
        await WriteAsync(_first, "one");
        foreach (var message in (string[])["two", "three", "four"])
        {
            _first.Time.Advance(TimeSpan.FromSeconds(3));
            await WriteAsync(_second, message);
            await _second.PublishAsync();
            await _second.Relay.RemoveAsync(default);
            Assert.InRange((await ReadAsync()).DueAt!.Value, SteppedRelay.Start + TimeSpan.FromSeconds(9), SteppedRelay.Start + Lease);
        }

        Assert.Equal(Ids("two", "three", "four"), _first.Publisher.Confirmed);
        _first.Time.Advance(TimeSpan.FromSeconds(1));
        await _second.SweepAsync();
        await _second.PublishAsync();
        Assert.Equal(Ids("two", "three", "four", "one"), _first.Publisher.Confirmed);
    }

    [Fact]
    public async Task Who_writes_once_the_lease_has_ended_publishes_it_and_waits_for_no_sweeper()
    {
        await WriteAsync(_first, "one");
        _first.Time.Advance(Lease);
        await WriteAsync(_second);
        await _second.PublishAsync();
        Assert.Equal(Ids("one"), _first.Publisher.Confirmed);
    }

    [Fact]
    public async Task Who_writes_after_the_lease_and_can_not_publish_does_not_put_it_off()
    {
        await WriteAsync(_first, "one");
        _first.Time.Advance(Lease);
        _first.Publisher.IsPaused = true;
        await WriteAsync(_second, "two");
        Assert.Equal(SteppedRelay.Start + Lease, (await ReadAsync()).DueAt);
    }

    [Fact]
    public async Task The_clock_of_a_process_that_is_far_ahead_holds_nothing_up()
    {
        await _first.LeaveBehindAsync(Letter.LeftBehind("a", messages: 1, SteppedRelay.Start + TimeSpan.FromHours(1)));
        await WriteAsync(_second);
        await _second.PublishAsync();
        Assert.Equal([MessageIds.Create("a/0")], _first.Publisher.Confirmed);
    }

    /// <summary>Writes the document as it is stored, with a message more.</summary>
    private static async Task WriteAsync(SteppedRelay process, string? message = null)
    {
        List<PendingMessage> added = message is null ? [] : [New(message, process.Time.GetUtcNow())];
        if (await process.Outbox.GetAsync(Letter.Tenant, "a", default) is not { } letter)
        {
            var first = Letter.LeftBehind("a", messages: 0, default);
            Assert.Equal(
                WriteOutcome.Done,
                (await process.Outbox.InsertAsync(first with { Body = first.Body.WithPending(added) }, default)).Outcome);
            return;
        }

        var written = letter with { Body = letter.Body.WithPending([.. letter.Body.Pending, .. added]) };
        Assert.Equal(WriteOutcome.Done, (await process.Outbox.ReplaceAsync(written, default)).Outcome);
    }

    private static PendingMessage New(string name, DateTimeOffset at) =>
        Letter.LeftBehind(name, messages: 1, at).Body.Pending[0];

    private static IEnumerable<Guid> Ids(params string[] messages) => messages.Select(message => MessageIds.Create($"{message}/0"));

    private Task<Document<Letter>> ReadAsync() => _first.GetAsync("a");

    /// <summary>Both take out what they have published. Neither puts back what the other took out of the same revision.</summary>
    private async Task AssertAllIsTakenOutAsync()
    {
        // Both have the newest revision in mind before one of them changes the document.
        await _first.Relay.RemoveAsync(default);
        await _second.Relay.RemoveAsync(default);
        var revision = (await ReadAsync()).Revision;
        _first.Time.Advance(Patience);
        await _first.Relay.RemoveAsync(default);
        await _second.Relay.RemoveAsync(default);
        var stored = await ReadAsync();
        Assert.Equal((0, null, revision), (stored.Body.Pending.Count, stored.DueAt, stored.Revision));
        Assert.False(_first.Relay.HasPublished || _second.Relay.HasPublished);
    }
}
