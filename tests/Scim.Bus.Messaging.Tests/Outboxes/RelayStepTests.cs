using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests.Outboxes;

/// <summary>What a relay does with what its own process writes.</summary>
public sealed class RelayStepTests : IAsyncDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private readonly SteppedRelay _relay = new();

    public ValueTask DisposeAsync() => _relay.DisposeAsync();

    [Fact]
    public async Task What_is_written_is_queued_at_once_and_taken_out_when_it_is_published()
    {
        Assert.False(_relay.Relay.HasQueued);
        await WriteAsync("a");
        Assert.True(_relay.Relay.HasQueued);
        Assert.Equal(SteppedRelay.Start + Lease, (await _relay.GetAsync("a")).DueAt);
        await _relay.PublishAsync();
        Assert.Equal([MessageIds.Create("a/0")], _relay.Publisher.Confirmed);
        Assert.True(_relay.Relay.HasPublished);
        await _relay.Relay.RemoveAsync(default);
        var stored = await _relay.GetAsync("a");
        Assert.Equal((0, null), (stored.Body.Pending.Count, stored.DueAt));
        Assert.False(_relay.Relay.HasPublished);
        Assert.Equal("letters", _relay.Relay.Collection);
    }

    [Fact]
    public async Task A_document_with_nothing_to_publish_is_not_queued()
    {
        await WriteAsync("a", messages: 0);
        Assert.False(_relay.Relay.HasQueued);
        Assert.Null((await _relay.GetAsync("a")).DueAt);
    }

    [Fact]
    public async Task A_write_takes_out_what_was_published_since_it_was_read()
    {
        var read = await WriteAsync("a");
        await _relay.PublishAsync();
        var written = (await _relay.Outbox.ReplaceAsync(read, default)).Document!;
        Assert.Empty(written.Body.Pending);
        Assert.False(_relay.Relay.HasQueued);
        // The write has taken out what the removal would have.
        Assert.False(_relay.Relay.HasPublished);
    }

    [Fact]
    public async Task While_publishing_is_paused_nothing_is_queued_and_what_was_is_dropped()
    {
        await WriteAsync("a");
        _relay.Publisher.IsPaused = true;
        await _relay.PublishAsync();
        Assert.Empty(_relay.Publisher.Confirmed);
        Assert.False(_relay.Relay.HasPublished);
        await WriteAsync("b");
        Assert.False(_relay.Relay.HasQueued);

        _relay.Publisher.IsPaused = false;
        await WriteAsync("c");
        await _relay.PublishAsync();
        Assert.Equal([MessageIds.Create("c/0")], _relay.Publisher.Confirmed);
    }

    [Fact]
    public async Task A_message_that_fails_holds_up_no_other_of_its_document()
    {
        _relay.Publisher.Fails = message => message.MessageId == MessageIds.Create("a/0")
            ? new BrokerUnavailableException("It is away.", new TimeoutException())
            : null;
        await WriteAsync("a", messages: 2);
        await _relay.PublishAsync();
        Assert.Equal([MessageIds.Create("a/1")], _relay.Publisher.Confirmed);
        Assert.Contains(_relay.Log.Lines, line => line.StartsWith(
            "Could not publish the messages of letters a; they stay pending and are retried", StringComparison.Ordinal));
        // For a second the process waits for the rest, so that one write takes out all.
        await _relay.Relay.RemoveAsync(default);
        Assert.Equal(2, (await PendingAsync("a")).Count());
        _relay.Time.Advance(TimeSpan.FromSeconds(1));
        await _relay.Relay.RemoveAsync(default);
        Assert.Equal([MessageIds.Create("a/0")], await PendingAsync("a"));
    }

    [Fact]
    public async Task A_message_is_not_published_again_while_it_is_known_to_be()
    {
        var letter = await WriteAsync("a");
        await _relay.PublishAsync();
        // Written by another process that did not know.
        var again = (await _relay.Letters.ReplaceAsync(letter with { DueAt = SteppedRelay.Start - Lease }, default)).Document!;
        await _relay.SweepAsync();
        Assert.Equal(again.Revision + 1, (await _relay.GetAsync("a")).Revision);
        await _relay.PublishAsync();
        Assert.Single(_relay.Publisher.Confirmed);
        await _relay.Relay.RemoveAsync(default);
        Assert.Empty(await PendingAsync("a"));
    }

    [Fact]
    public async Task A_removal_that_is_cancelled_is_made_again()
    {
        await WriteAsync("a");
        await _relay.PublishAsync();
        using (var gone = new CancellationTokenSource())
        {
            await gone.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _relay.Relay.RemoveAsync(gone.Token));
        }

        Assert.True(_relay.Relay.HasPublished);
        await _relay.Relay.RemoveAsync(default);
        Assert.Empty(await PendingAsync("a"));
    }

    [Fact]
    public async Task A_store_that_fails_is_logged_and_leaves_the_relay_alive()
    {
        await WriteAsync("a");
        await _relay.PublishAsync();
        await _relay.LeaveBehindAsync(Letter.LeftBehind("b", messages: 1, SteppedRelay.Start));
        await _relay.CompareClocksAsync();
        await _relay.Services.GetRequiredService<IDocumentStore>().DisposeAsync();
        await _relay.Relay.RemoveAsync(default);
        await _relay.Relay.SweepAsync(default);
        foreach (var what in (string[])["remove published messages from", "sweep"])
        {
            Assert.Contains(_relay.Log.Lines, line => line.StartsWith(
                $"Could not {what} letters; retrying in a second", StringComparison.Ordinal));
        }
    }

    private async Task<Document<Letter>> WriteAsync(string id, int messages = 1) =>
        (await _relay.Outbox.InsertAsync(Letter.LeftBehind(id, messages, default), default)).Document!;

    private async Task<IEnumerable<Guid>> PendingAsync(string id) =>
        (await _relay.GetAsync(id)).Body.Pending.Select(message => message.MessageId);
}
