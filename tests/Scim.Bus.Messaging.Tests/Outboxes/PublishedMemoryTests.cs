using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Tests.Parts;

namespace Scim.Bus.Messaging.Tests.Outboxes;

/// <summary>How long a process remembers the messages that it has published.</summary>
public sealed class PublishedMemoryTests : PublishedLetters
{
    [Fact]
    public async Task A_document_that_is_written_all_the_time_is_remembered_with_what_it_published_lately()
    {
        var letters = new List<Document<Letter>> { await InsertAsync(messages: 1) };
        for (var i = 0; i < 4; i++)
        {
            Published.Add(letters[^1], letters[^1].Body.Pending[0]);
            Time.Advance(TimeSpan.FromSeconds(20));
            var next = Letter.LeftBehind("a", messages: 1, Time.GetUtcNow()).Body.Pending;
            var written = letters[^1] with { Body = letters[^1].Body.WithPending(next) };
            letters.Add((await Letters.ReplaceAsync(written, default)).Document!);
            Published.Stored(letters[^1]);
            await RemoveAsync();
        }

        // They were taken out 60, 40, 20 and no seconds ago.
        Assert.Equal([false, true, true, true], letters.Take(4).Select(letter => Published.Contains(letter, letter.Body.Pending[0])));
    }

    [Fact]
    public async Task Who_read_the_document_before_does_not_put_back_what_was_published()
    {
        var letter = await InsertAsync(messages: 1);
        Published.Add(letter, letter.Body.Pending[0]);
        await RemoveAsync();
        Time.Advance(Retention);
        await RemoveAsync();
        Assert.Empty(Published.Without(letter).Body.Pending);
        Assert.True(Published.Contains(letter, letter.Body.Pending[0]));

        // Put back by somebody else, for example by another process: it is taken out again.
        Published.Stored(letter);
        Assert.True(Published.HasLeft);
    }

    [Fact]
    public async Task What_was_published_is_forgotten_half_a_minute_after_it_was_removed()
    {
        var letter = await InsertAsync(messages: 1);
        Published.Add(letter, letter.Body.Pending[0]);
        await RemoveAsync();
        Time.Advance(Retention + TimeSpan.FromMilliseconds(1));
        await RemoveAsync();
        Assert.True(Published.IsEmpty);
        Assert.Single(Published.Without(letter).Body.Pending);
        Assert.False(Published.Contains(letter, letter.Body.Pending[0]));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(31)]
    public async Task What_was_put_back_is_known_for_half_a_minute_after_it_was_removed_again(int seconds)
    {
        var letter = await InsertAsync(messages: 1);
        Published.Add(letter, letter.Body.Pending[0]);
        await RemoveAsync();
        // By another process, which did not know.
        var again = (await Letters.ReplaceAsync(letter, default)).Document!;
        Published.Stored(again);
        Time.Advance(TimeSpan.FromSeconds(seconds));
        await RemoveAsync();
        Assert.Empty((await ReadAsync()).Body.Pending);
        Time.Advance(Retention);
        await RemoveAsync();
        Assert.True(Published.Contains(again, again.Body.Pending[0]));
    }
}
