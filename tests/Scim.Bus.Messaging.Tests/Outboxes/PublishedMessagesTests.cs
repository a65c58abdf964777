using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Sqlite;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests.Outboxes;

/// <summary>What a process remembers of the messages that it has published, and takes out of their documents.</summary>
public sealed class PublishedMessagesTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Retention = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder = new("published");
    private readonly FakeTimeProvider _time = new(Now);
    private readonly SqliteDocumentStore _store;
    private readonly IDocumentCollection<Letter> _letters;
    private readonly PublishedMessages<Letter> _published;

    public PublishedMessagesTests()
    {
        _store = new SqliteDocumentStore(Options.Create(new DocumentStoreOptions { Path = _folder.Path }));
        _letters = _store.Open(Letter.Collection);
        _published = new PublishedMessages<Letter>(_letters, new DueClock(_time), _time);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_document_of_which_all_is_published_is_cleared_at_once_and_is_not_due_any_more()
    {
        var letter = await InsertAsync(messages: 2);
        Assert.True(_published.IsEmpty);
        Assert.Equal(0, _published.Add(letter, letter.Body.Pending[0]));
        Assert.Equal(1, _published.Add(letter, letter.Body.Pending[1]));
        Assert.True(_published.HasLeft);

        await RemoveAsync();
        var stored = await ReadAsync();
        Assert.Equal((0, letter.Revision, null), (stored.Body.Pending.Count, stored.Revision, stored.DueAt));
        Assert.False(_published.HasLeft);
        Assert.False(_published.IsEmpty);
    }

    [Fact]
    public async Task A_document_with_more_to_come_is_left_alone_for_a_second()
    {
        var letter = await InsertAsync(messages: 2);
        _published.Add(letter, letter.Body.Pending[0]);
        await RemoveAsync();
        Assert.Equal(2, (await ReadAsync()).Body.Pending.Count);
        _time.Advance(Patience);
        await RemoveAsync();
        var stored = await ReadAsync();
        Assert.Equal(letter.Body.Pending[1].MessageId, Assert.Single(stored.Body.Pending).MessageId);
        // The rest waits no longer than before, and whoever takes out more meanwhile notices.
        Assert.Equal(letter.DueAt - TimeSpan.FromMilliseconds(1), stored.DueAt);
        Assert.False(_published.HasLeft);
    }

    [Fact]
    public async Task What_is_published_late_is_taken_out_of_the_same_revision()
    {
        var letter = await InsertAsync(messages: 2);
        _published.Add(letter, letter.Body.Pending[0]);
        _time.Advance(Patience);
        await RemoveAsync();
        Assert.NotEqual(letter.DueAt, (await ReadAsync()).DueAt);
        // The queue has the document as it was written, with another due time.
        Assert.Equal(1, _published.Add(letter, letter.Body.Pending[1]));
        await RemoveAsync();
        Assert.Empty((await ReadAsync()).Body.Pending);
    }

    [Fact]
    public async Task A_process_that_stops_does_not_wait_for_more()
    {
        var letter = await InsertAsync(messages: 2);
        _published.Add(letter, letter.Body.Pending[0]);
        await _published.RemoveAsync(all: true, default);
        Assert.Single((await ReadAsync()).Body.Pending);
    }

    [Fact]
    public async Task Who_read_the_document_before_does_not_put_back_what_was_published()
    {
        var letter = await InsertAsync(messages: 1);
        _published.Add(letter, letter.Body.Pending[0]);
        await RemoveAsync();
        _time.Advance(Retention);
        await RemoveAsync();
        Assert.Empty(_published.Without(letter).Body.Pending);
        Assert.True(_published.Contains(letter, letter.Body.Pending[0]));

        // Put back by somebody else, for example by another process: it is taken out again.
        _published.Stored(letter);
        Assert.True(_published.HasLeft);
    }

    [Fact]
    public async Task What_was_published_is_forgotten_half_a_minute_after_it_was_removed()
    {
        var letter = await InsertAsync(messages: 1);
        _published.Add(letter, letter.Body.Pending[0]);
        await RemoveAsync();
        _time.Advance(Retention + TimeSpan.FromMilliseconds(1));
        await RemoveAsync();
        Assert.True(_published.IsEmpty);
        Assert.Single(_published.Without(letter).Body.Pending);
        Assert.False(_published.Contains(letter, letter.Body.Pending[0]));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(31)]
    public async Task What_was_put_back_is_known_for_half_a_minute_after_it_was_removed_again(int seconds)
    {
        var letter = await InsertAsync(messages: 1);
        _published.Add(letter, letter.Body.Pending[0]);
        await RemoveAsync();
        // By another process, which did not know.
        var again = (await _letters.ReplaceAsync(letter, default)).Document!;
        _published.Stored(again);
        _time.Advance(TimeSpan.FromSeconds(seconds));
        await RemoveAsync();
        Assert.Empty((await ReadAsync()).Body.Pending);
        _time.Advance(Retention);
        await RemoveAsync();
        Assert.True(_published.Contains(again, again.Body.Pending[0]));
    }

    [Fact]
    public async Task What_others_changed_meanwhile_is_read_again_and_kept()
    {
        var letter = await InsertAsync(messages: 1);
        _published.Add(letter, letter.Body.Pending[0]);
        var added = Letter.LeftBehind("added", messages: 1, Now).Body.Pending[0];
        var changed = letter with { Body = letter.Body.WithPending([.. letter.Body.Pending, added]) };
        Assert.Equal(WriteOutcome.Done, (await _letters.ReplaceAsync(changed, default)).Outcome);

        await RemoveAsync();
        Assert.Equal(2, (await ReadAsync()).Body.Pending.Count);
        Assert.True(_published.HasLeft);
        _time.Advance(Patience);
        await RemoveAsync();
        Assert.Equal(added.MessageId, Assert.Single((await ReadAsync()).Body.Pending).MessageId);
    }

    [Fact]
    public async Task A_note_of_an_older_revision_changes_nothing()
    {
        var first = await InsertAsync(messages: 1);
        var second = (await _letters.ReplaceAsync(first, default)).Document!;
        _published.Add(second, second.Body.Pending[0]);
        _published.Stored(first with { Body = first.Body.WithPending([]) });
        Assert.True(_published.HasLeft);
        await RemoveAsync();
        Assert.Empty((await ReadAsync()).Body.Pending);
    }

    [Fact]
    public async Task A_document_that_was_deleted_meanwhile_is_forgotten()
    {
        var letter = await InsertAsync(messages: 1);
        _published.Add(letter, letter.Body.Pending[0]);
        Assert.True(await _letters.DeleteAsync(letter, default));
        await RemoveAsync();
        Assert.False(_published.HasLeft);
        Assert.True(_published.IsEmpty);
    }

    [Fact]
    public async Task Each_document_of_which_all_is_published_counts_once()
    {
        var letters = new List<Document<Letter>>();
        for (var i = 0; i < 3; i++)
            letters.Add(await InsertAsync(messages: 1, id: $"l{i}"));
        Assert.Equal([1, 2, 3], letters.Select(letter => _published.Add(letter, letter.Body.Pending[0])));
        Assert.Equal(3, _published.Add(letters[0], letters[0].Body.Pending[0]));
        await RemoveAsync();
        var next = await InsertAsync(messages: 1, id: "next");
        Assert.Equal(1, _published.Add(next, next.Body.Pending[0]));
    }

    private async Task<Document<Letter>> InsertAsync(int messages, string id = "a") =>
        (await _letters.InsertAsync(Letter.LeftBehind(id, messages, Now), default)).Document!;

    private async Task<Document<Letter>> ReadAsync() => (await _letters.GetAsync(Letter.Tenant, "a", default))!;

    private Task RemoveAsync() => _published.RemoveAsync(all: false, default);
}
