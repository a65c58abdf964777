using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Tests.Parts;

namespace Scim.Bus.Messaging.Tests.Outboxes;

/// <summary>How a process takes the messages that it has published out of their documents.</summary>
public sealed class PublishedMessagesTests : PublishedLetters
{
    [Fact]
    public async Task A_document_of_which_all_is_published_is_cleared_at_once_and_is_not_due_any_more()
    {
        var letter = await InsertAsync(messages: 2);
        Assert.True(Published.IsEmpty);
        Assert.Equal(0, Published.Add(letter, letter.Body.Pending[0]));
        Assert.Equal(1, Published.Add(letter, letter.Body.Pending[1]));
        Assert.True(Published.HasLeft);

        await RemoveAsync();
        var stored = await ReadAsync();
        Assert.Equal((0, letter.Revision, null), (stored.Body.Pending.Count, stored.Revision, stored.DueAt));
        Assert.False(Published.HasLeft);
        Assert.False(Published.IsEmpty);
    }

    [Fact]
    public async Task A_document_with_more_to_come_is_left_alone_for_a_second()
    {
        var letter = await InsertAsync(messages: 2);
        Published.Add(letter, letter.Body.Pending[0]);
        await RemoveAsync();
        Assert.Equal(2, (await ReadAsync()).Body.Pending.Count);
        Time.Advance(Patience);
        await RemoveAsync();
        var stored = await ReadAsync();
        Assert.Equal(letter.Body.Pending[1].MessageId, Assert.Single(stored.Body.Pending).MessageId);
        // The rest waits no longer than before, and whoever takes out more meanwhile notices.
        Assert.Equal(letter.DueAt - TimeSpan.FromMilliseconds(1), stored.DueAt);
        Assert.False(Published.HasLeft);
    }

    [Fact]
    public async Task What_is_published_late_is_taken_out_of_the_same_revision()
    {
        var letter = await InsertAsync(messages: 2);
        Published.Add(letter, letter.Body.Pending[0]);
        Time.Advance(Patience);
        await RemoveAsync();
        Assert.NotEqual(letter.DueAt, (await ReadAsync()).DueAt);
        // The queue has the document as it was written, with another due time. It is not read again for that.
        Assert.Equal(1, Published.Add(letter, letter.Body.Pending[1]));
        await RemoveAsync();
        Assert.Empty((await ReadAsync()).Body.Pending);
        Assert.Equal([nameof(Letters.AmendAsync), nameof(Letters.AmendAsync)], Calls);
    }

    [Fact]
    public async Task A_process_that_stops_does_not_wait_for_more()
    {
        var letter = await InsertAsync(messages: 2);
        Published.Add(letter, letter.Body.Pending[0]);
        await Published.RemoveAsync(all: true, default);
        Assert.Single((await ReadAsync()).Body.Pending);
    }

    [Fact]
    public async Task What_others_changed_meanwhile_is_read_again_and_kept()
    {
        var letter = await InsertAsync(messages: 1);
        Published.Add(letter, letter.Body.Pending[0]);
        var added = Letter.LeftBehind("added", messages: 1, Now).Body.Pending[0];
        var changed = letter with { Body = letter.Body.WithPending([.. letter.Body.Pending, added]) };
        Assert.Equal(WriteOutcome.Done, (await Letters.ReplaceAsync(changed, default)).Outcome);

        await RemoveAsync();
        Assert.Equal(2, (await ReadAsync()).Body.Pending.Count);
        Assert.True(Published.HasLeft);
        Time.Advance(Patience);
        await RemoveAsync();
        Assert.Equal(added.MessageId, Assert.Single((await ReadAsync()).Body.Pending).MessageId);
    }

    [Fact]
    public async Task A_note_of_an_older_revision_changes_nothing()
    {
        var first = await InsertAsync(messages: 1);
        var second = (await Letters.ReplaceAsync(first, default)).Document!;
        Published.Add(second, second.Body.Pending[0]);
        Published.Stored(first with { Body = first.Body.WithPending([]) });
        Assert.True(Published.HasLeft);
        await RemoveAsync();
        Assert.Empty((await ReadAsync()).Body.Pending);
    }

    [Fact]
    public async Task A_document_that_was_deleted_meanwhile_is_forgotten()
    {
        var letter = await InsertAsync(messages: 1);
        Published.Add(letter, letter.Body.Pending[0]);
        Assert.True(await Letters.DeleteAsync(letter, default));
        await RemoveAsync();
        Assert.False(Published.HasLeft);
        Assert.True(Published.IsEmpty);
    }

    [Fact]
    public async Task Each_document_of_which_all_is_published_counts_once()
    {
        var letters = new List<Document<Letter>>();
        for (var i = 0; i < 3; i++)
            letters.Add(await InsertAsync(messages: 1, id: $"l{i}"));
        Assert.Equal([1, 2, 3], letters.Select(letter => Published.Add(letter, letter.Body.Pending[0])));
        Assert.Equal(3, Published.Add(letters[0], letters[0].Body.Pending[0]));
        await RemoveAsync();
        var next = await InsertAsync(messages: 1, id: "next");
        Assert.Equal(1, Published.Add(next, next.Body.Pending[0]));
    }
}
