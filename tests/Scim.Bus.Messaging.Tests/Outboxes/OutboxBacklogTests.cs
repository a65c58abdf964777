using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests.Outboxes;

/// <summary>The estimate of how much waits to be published.</summary>
public sealed class OutboxBacklogTests : IAsyncDisposable
{
    private const int Sample = 50;

    private readonly SteppedRelay _relay = new();

    public ValueTask DisposeAsync() => _relay.DisposeAsync();

    [Fact]
    public async Task Nothing_waits_in_an_empty_outbox() => Assert.Equal(0, await EstimateAsync());

    [Fact]
    public async Task A_few_documents_are_counted_to_the_byte()
    {
        var letters = Enumerable.Range(0, 4).Select(i => Letter.LeftBehind($"a{i}", messages: i, SteppedRelay.Start)).ToArray();
        await _relay.LeaveBehindAsync(letters);
        Assert.Equal(letters.Sum(letter => letter.Body.Pending.Sum(BytesOf)), await EstimateAsync());
    }

    [Fact]
    public async Task Of_many_documents_some_stand_for_all()
    {
        var letter = Letter.LeftBehind("a00", messages: 1, SteppedRelay.Start);
        await _relay.LeaveBehindAsync(
            [.. Enumerable.Range(0, 2 * Sample).Select(i => Letter.LeftBehind($"a{i:00}", messages: 1, SteppedRelay.Start))]);
        Assert.Equal(2 * Sample * BytesOf(letter.Body.Pending[0]), await EstimateAsync());
    }

    [Fact]
    public async Task What_a_sweeper_has_postponed_counts_and_what_is_due_tomorrow_does_not()
    {
        var postponed = Letter.LeftBehind("postponed", messages: 1, SteppedRelay.Start + TimeSpan.FromMinutes(9));
        await _relay.LeaveBehindAsync(
            postponed, Letter.LeftBehind("tomorrow", messages: 1, SteppedRelay.Start + TimeSpan.FromDays(1)));
        Assert.Equal(BytesOf(postponed.Body.Pending[0]), await EstimateAsync());
    }

    [Fact]
    public async Task Entries_for_stores_of_the_service_do_not_wait_for_the_broker()
    {
        var letter = Notes.NewLetter("a", SteppedRelay.Start);
        await _relay.LeaveBehindAsync(letter);
        Assert.Equal(BytesOf(letter.Body.Pending[0]), await EstimateAsync());
    }

    private static long BytesOf(PendingMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, MessageTypes.Json).Length;

    private Task<long> EstimateAsync() => _relay.Services.GetRequiredService<IOutboxBacklog>().EstimateBytesAsync(default);
}
