using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests.Outboxes;

/// <summary>How entries are handed to the stores of the service, one by one or together.</summary>
public sealed class LocalEntryStepTests : IAsyncDisposable
{
    private const int BatchSize = 3;

    private readonly Notes _notes = new();
    private readonly Copies _copies = new();
    private readonly Aside _aside = new();
    private readonly SteppedRelay _relay;

    public LocalEntryStepTests() => _relay = new SteppedRelay(services => services
        .AddSingleton<ILocalEntryStore>(_notes)
        .AddSingleton<ILocalEntryStore>(_copies)
        .AddSingleton<IUnpublishableMessages>(_aside));

    public ValueTask DisposeAsync() => _relay.DisposeAsync();

    [Fact]
    public async Task A_store_that_takes_batches_gets_full_ones_and_what_is_left()
    {
        for (var i = 0; i < BatchSize + 1; i++)
            await WriteAsync($"a{i}", "copies");
        await _relay.PublishAsync();
        Assert.Equal([BatchSize, 1], _copies.Batches);
        await AssertTakenOutAsync("a0", "a3");
        Assert.Empty(_notes.Stored);
        Assert.Empty(_aside.Kept);
    }

    [Fact]
    public async Task A_document_with_a_message_and_an_entry_has_both_done()
    {
        await _relay.Outbox.InsertAsync(Notes.NewLetter("a", default), default);
        await _relay.PublishAsync();
        Assert.Equal([Notes.IdOf("a")], _notes.Stored);
        Assert.Equal([MessageIds.Create("a/0")], _relay.Publisher.Confirmed);
        await AssertTakenOutAsync("a");
        Assert.Empty(_copies.Batches);
        Assert.Empty(_aside.Kept);
    }

    [Theory]
    [InlineData("notes")]
    [InlineData("copies")]
    public async Task An_entry_that_is_stored_already_is_not_stored_again_but_taken_out(string store)
    {
        var letter = await WriteAsync("a", store);
        await _relay.PublishAsync();
        // Written by another process that did not know.
        await _relay.Letters.ReplaceAsync(letter with { DueAt = SteppedRelay.Start - TimeSpan.FromSeconds(1) }, default);
        await _relay.SweepAsync();
        await _relay.PublishAsync();
        Assert.Single(store == "notes" ? _notes.Stored.Cast<object>() : _copies.Batches.Cast<object>());
        await AssertTakenOutAsync("a");
    }

    [Fact]
    public async Task A_batch_that_fails_stays_pending()
    {
        _copies.Failure = new StoreUnavailableException("The copies are away.");
        await WriteAsync("a", "copies");
        await WriteAsync("b", "copies");
        await _relay.PublishAsync();
        Assert.False(_relay.Relay.HasPublished);
        AssertLogged("Could not store 2 entries of letters in 'copies'; they stay pending and are retried");

        _copies.Failure = null;
        _relay.Time.Advance(TimeSpan.FromSeconds(10));
        await _relay.SweepAsync();
        await _relay.PublishAsync();
        Assert.Equal([2, 2], _copies.Batches);
        await AssertTakenOutAsync("a", "b");
    }

    [Fact]
    public async Task An_entry_of_another_version_in_a_batch_is_set_aside_alone()
    {
        _copies.Unreadable = Notes.IdOf("b");
        foreach (var id in (string[])["a", "b", "c"])
            await WriteAsync(id, "copies");
        await _relay.PublishAsync();
        Assert.Equal([3, 1, 1, 1], _copies.Batches);
        var kept = Assert.Single(_aside.Kept);
        Assert.Equal(("b", Notes.IdOf("b"), "It is of another version."), (kept.DocumentId, kept.Message.MessageId, kept.Reason));
        await AssertTakenOutAsync("a", "b", "c");
    }

    [Fact]
    public async Task An_entry_that_fails_alone_stays_pending()
    {
        _notes.Failures = 1;
        await WriteAsync("a", "notes");
        await WriteAsync("b", "notes");
        await _relay.PublishAsync();
        Assert.Equal([Notes.IdOf("b")], _notes.Stored);
        AssertLogged($"Could not store entry {Notes.IdOf("a")} of letters a in 'notes'; it stays pending and is retried");
        await _relay.Relay.RemoveAsync(default);
        Assert.Single((await _relay.GetAsync("a")).Body.Pending);
        await AssertTakenOutAsync("b");
    }

    [Fact]
    public async Task An_entry_that_no_store_takes_is_set_aside()
    {
        await WriteAsync("a", "requests");
        await _relay.PublishAsync();
        Assert.Equal(
            "letters has no store 'requests' for the entry: another version of Scim.Bus put it into the outbox.",
            Assert.Single(_aside.Kept).Reason);
        await AssertTakenOutAsync("a");
    }

    [Fact]
    public async Task An_entry_is_stored_by_the_store_of_its_service_and_name()
    {
        var stores = new LocalEntryStores([new Notes { Service = "others" }, _copies, _notes]);
        var note = Notes.Note("a", default);
        await stores.StoreAsync("letters", note, default);
        Assert.Equal([note.MessageId], _notes.Stored);
        Assert.Empty(_copies.Batches);
        var refused = await Assert.ThrowsAsync<UnpublishableMessageException>(
            () => stores.StoreAsync("letters", Notes.Note("b", default, store: "requests"), default));
        Assert.Contains("letters has no store 'requests'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_without_batches_of_its_own_takes_them_one_by_one()
    {
        ILocalEntryStore notes = _notes;
        await notes.StoreAsync([Notes.Note("a", default), Notes.Note("b", default)], default);
        Assert.Equal([Notes.IdOf("a"), Notes.IdOf("b")], _notes.Stored);
    }

    private void AssertLogged(string start) =>
        Assert.Contains(_relay.Log.Lines, line => line.StartsWith(start, StringComparison.Ordinal));

    private async Task<Document<Letter>> WriteAsync(string id, string store)
    {
        var body = new Letter { Pending = [Notes.Note(id, default, store)] };
        return (await _relay.Outbox.InsertAsync(new Document<Letter> { Tenant = Letter.Tenant, Id = id, Body = body }, default)).Document!;
    }

    private async Task AssertTakenOutAsync(params string[] letters)
    {
        await _relay.Relay.RemoveAsync(default);
        foreach (var letter in letters)
            Assert.Empty((await _relay.GetAsync(letter)).Body.Pending);
    }

    private sealed class Copies : ILocalEntryStore
    {
        public string Service => Letter.Collection.Service;

        public string Name => "copies";

        public int BatchSize => LocalEntryStepTests.BatchSize;

        /// <summary>How many entries were handed over each time.</summary>
        public List<int> Batches { get; } = [];

        public Exception? Failure { get; set; }

        /// <summary>An entry that can't be read.</summary>
        public Guid Unreadable { get; set; }

        public Task StoreAsync(PendingMessage entry, CancellationToken cancellationToken) => StoreAsync([entry], cancellationToken);

        public Task StoreAsync(IReadOnlyList<PendingMessage> entries, CancellationToken cancellationToken)
        {
            Batches.Add(entries.Count);
            return Failure is not null ? Task.FromException(Failure)
                : entries.Any(entry => entry.MessageId == Unreadable)
                    ? Task.FromException(new UnpublishableMessageException("It is of another version."))
                : Task.CompletedTask;
        }
    }

    private sealed class Aside : IUnpublishableMessages
    {
        public List<UnpublishableMessage> Kept { get; } = [];

        public Task<bool> TryKeepAsync(UnpublishableMessage message, CancellationToken cancellationToken)
        {
            Kept.Add(message);
            return Task.FromResult(true);
        }
    }
}
