using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests.Outboxes;

/// <summary>What a relay does with messages that can't be published.</summary>
public sealed class UnpublishableStepTests : IAsyncDisposable
{
    private readonly Keeper _keeper = new();
    private readonly SteppedRelay _relay;

    public UnpublishableStepTests() => _relay = new SteppedRelay(services => services.AddSingleton<IUnpublishableMessages>(_keeper));

    public ValueTask DisposeAsync() => _relay.DisposeAsync();

    [Fact]
    public async Task An_unpublishable_message_is_set_aside_and_taken_out()
    {
        _relay.Publisher.Fails = _ => new UnpublishableMessageException("It is too large.");
        await WriteAsync("a");
        await _relay.PublishAsync();
        await _relay.Relay.RemoveAsync(default);
        Assert.Empty(await PendingAsync("a"));
        var kept = Assert.Single(_keeper.Kept);
        Assert.Equal(
            ("letters", "letters", Letter.Tenant, "a", MessageIds.Create("a/0"), "It is too large."),
            (kept.Service, kept.Collection, kept.Tenant, kept.DocumentId, kept.Message.MessageId, kept.Reason));
        AssertLogged("can't be published; it is set aside until it is retried. It is too large.");
    }

    [Fact]
    public async Task An_unpublishable_message_that_nobody_keeps_stays()
    {
        _keeper.Keeps = false;
        _relay.Publisher.Fails = _ => new UnpublishableMessageException("It is too large.");
        await WriteAsync("a");
        await _relay.PublishAsync();
        Assert.False(_relay.Relay.HasPublished);
        Assert.Equal([MessageIds.Create("a/0")], await PendingAsync("a"));
        AssertLogged("can't be published; it stays pending and is tried again later. It is too large.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task In_a_service_that_keeps_no_errors_it_stays_too(bool isRefusedBySubscriber)
    {
        await using var relay = new SteppedRelay();
        relay.Publisher.Fails = _ => isRefusedBySubscriber
            ? new InvalidOperationException("It is odd.")
            : new UnpublishableMessageException("It is odd.");
        await relay.Outbox.InsertAsync(Letter.LeftBehind("a", messages: 1, default), default);
        await relay.PublishAsync();
        Assert.False(relay.Relay.HasPublished);
        Assert.Contains(relay.Log.Lines, line => line.StartsWith(
            $"Message {MessageIds.Create("a/0")} of letters a can't be published; it stays pending and is tried again later. It is odd.",
            StringComparison.Ordinal));
    }

    private void AssertLogged(string end) => Assert.Contains(_relay.Log.Lines, line => line.StartsWith(
        $"Message {MessageIds.Create("a/0")} of letters a {end}", StringComparison.Ordinal));

    private Task WriteAsync(string id) => _relay.Outbox.InsertAsync(Letter.LeftBehind(id, messages: 1, default), default);

    private async Task<IEnumerable<Guid>> PendingAsync(string id) =>
        (await _relay.GetAsync(id)).Body.Pending.Select(message => message.MessageId);

    private sealed class Keeper : IUnpublishableMessages
    {
        public bool Keeps { get; set; } = true;

        public List<UnpublishableMessage> Kept { get; } = [];

        public Task<bool> TryKeepAsync(UnpublishableMessage message, CancellationToken cancellationToken)
        {
            Kept.Add(message);
            return Task.FromResult(Keeps);
        }
    }
}
