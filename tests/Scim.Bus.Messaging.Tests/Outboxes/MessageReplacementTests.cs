using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests.Outboxes;

/// <summary>What takes the place of a message that was discarded: the present state of its document.</summary>
public sealed class MessageReplacementTests : IAsyncDisposable
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private readonly PresentState _present = new();
    private readonly SteppedRelay _relay;

    public MessageReplacementTests() => _relay = new SteppedRelay(services => services.AddSingleton<IPresentState<Letter>>(_present));

    private static PendingMessage Discarded { get; } = Message("discarded") with { Type = "Scim.Bus.Contracts.OfAnotherVersion" };

    public ValueTask DisposeAsync() => _relay.DisposeAsync();

    [Fact]
    public async Task The_present_state_is_published_after_what_is_pending_with_ids_that_follow_from_the_discarded_message()
    {
        await InsertAsync();
        await ReplaceAsync(Discarded);
        var ids = (await _relay.GetAsync("a")).Body.Pending.Select(message => message.MessageId).ToList();
        Assert.Equal(
            [
                MessageIds.Create("a/0"),
                MessageIds.Create($"{Discarded.MessageId}/{MessageIds.Create("one")}/0"),
                MessageIds.Create($"{Discarded.MessageId}/{MessageIds.Create("two")}/1"),
            ],
            ids);
        Assert.Equal(Discarded.MessageId, _present.Asked?.MessageId);
        await _relay.PublishAsync();
        // The first is left to the process that stored it.
        Assert.Equal(ids.Skip(1).Order(), _relay.Publisher.Confirmed.Order());
    }

    [Theory]
    [InlineData(Trace, "vendor=1", Trace, "vendor=1")]
    [InlineData(Trace, null, Trace, null)]
    [InlineData(null, "vendor=1", "own", "own=1")]
    [Trait("Takes", "Seconds")]
    public async Task It_goes_on_with_the_trace_of_the_discarded_message_if_that_had_one(
        string? trace, string? state, string expected, string? expectedState)
    {
        await InsertAsync();
        await ReplaceAsync(Discarded with { TraceParent = trace, TraceState = state });
        Assert.All(
            (await _relay.GetAsync("a")).Body.Pending.Skip(1),
            message => Assert.Equal((expected, expectedState), (message.TraceParent, message.TraceState)));
    }

    [Fact]
    public async Task Of_a_document_that_is_gone_nothing_is_published()
    {
        await ReplaceAsync(Discarded);
        Assert.Null(_present.Asked);
    }

    [Fact]
    public async Task Nothing_stands_in_for_an_entry_of_a_store()
    {
        await InsertAsync();
        var refused = await Assert.ThrowsAsync<NoPresentStateException>(() => ReplaceAsync(Discarded with { Local = "notes" }));
        Assert.Equal("This is an entry of the store 'notes', and nothing can stand in for it.", refused.Message);
    }

    [Fact]
    public async Task A_collection_that_cannot_tell_its_present_state_says_so()
    {
        await using var relay = new SteppedRelay();
        var refused = await Assert.ThrowsAsync<NoPresentStateException>(
            () => Replacement(relay).ReplaceAsync(Letter.Tenant, "a", Discarded, default));
        Assert.Equal(
            "Messages of letters's letters can't be replaced by the present state. "
            + "Retry it with a version of Scim.Bus that knows the message.",
            refused.Message);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task When_others_write_the_document_again_and_again_the_replacement_fails()
    {
        await InsertAsync();
        _present.Meanwhile = async () =>
        {
            var letter = await _relay.GetAsync("a");
            await _relay.Letters.ReplaceAsync(letter, default);
        };
        var failed = await Assert.ThrowsAsync<DocumentConcurrencyException>(() => ReplaceAsync(Discarded));
        Assert.Contains("letters a", failed.Message, StringComparison.Ordinal);
    }

    private static PendingMessage Message(string id) => PendingMessage.Create(
        new UserTimeoutElapsed { Tenant = Letter.Tenant, User = new UserId(MessageIds.Create(id)) },
        MessageIds.Create(id),
        SteppedRelay.Start);

    private static IMessageReplacement Replacement(SteppedRelay relay) => relay.Services.GetRequiredService<IMessageReplacement>();

    private Task InsertAsync() => _relay.LeaveBehindAsync(Letter.LeftBehind("a", messages: 1, SteppedRelay.Start));

    private Task ReplaceAsync(PendingMessage discarded) => Replacement(_relay).ReplaceAsync(Letter.Tenant, "a", discarded, default);

    private sealed class PresentState : IPresentState<Letter>
    {
        /// <summary>What a present state was asked for.</summary>
        public PendingMessage? Asked { get; private set; }

        public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

        public async Task<IReadOnlyList<PendingMessage>> DescribeAsync(
            Letter body, PendingMessage discarded, CancellationToken cancellationToken)
        {
            Asked = discarded;
            await Meanwhile();
            return [.. new[] { "one", "two" }.Select(id => Message(id) with { TraceParent = "own", TraceState = "own=1" })];
        }
    }
}
