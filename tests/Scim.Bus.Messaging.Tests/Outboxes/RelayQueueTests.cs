using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests.Outboxes;

/// <summary>The queue of documents whose messages are to be published.</summary>
public sealed class RelayQueueTests : IDisposable
{
    private const int Capacity = 150;

    /// <summary>Documents of a tenant that are taken although the queue is full.</summary>
    private const int Reserve = 100;

    private static readonly TenantId Globex = TenantId.Parse("globex", null);

    private readonly RelayQueue<Letter> _queue = new(Capacity);

    public void Dispose() => _queue.Dispose();

    [Fact]
    public void Documents_are_taken_once_and_in_their_order()
    {
        Assert.False(_queue.HasNext);
        Assert.Null(_queue.TryTake());
        Assert.True(_queue.TryAdd(Doc("a")));
        Assert.True(_queue.TryAdd(Doc("b")));
        Assert.True(_queue.HasNext);
        Assert.Equal(2, _queue.Count);
        Assert.Equal(["a", "b"], [_queue.TryTake()!.Document.Id, _queue.TryTake()!.Document.Id]);
        Assert.False(_queue.HasNext);
        Assert.Null(_queue.TryTake());
    }

    [Fact]
    public void A_document_in_hand_is_given_to_nobody_else_and_its_newest_revision_follows()
    {
        _queue.TryAdd(Doc("a"));
        var inHand = _queue.TryTake()!;
        Assert.True(_queue.TryAdd(Doc("a", revision: 3)));
        Assert.True(_queue.TryAdd(Doc("a", revision: 2)));
        Assert.Null(_queue.TryTake());
        Assert.Equal(1, _queue.Count);

        _queue.Finished(inHand);
        var next = _queue.TryTake()!;
        Assert.Equal(3, next.Document.Revision);
        _queue.Finished(next);
        Assert.Equal(0, _queue.Count);
        Assert.Null(_queue.TryTake());
        Assert.True(_queue.TryAdd(Doc("a", revision: 4)));
        Assert.Equal(4, _queue.TryTake()!.Document.Revision);
    }

    [Fact]
    public void What_a_process_stored_itself_is_published_with_whichever_revision_follows()
    {
        var (now, own, others) = (DateTimeOffset.UnixEpoch, Message("own"), Message("others").AsRead());
        _queue.TryAdd(Doc("a", 1, messages: [own, others]));
        var entry = _queue.TryTake()!;
        Assert.Equal((true, false), (entry.Publishes(own, now), entry.Publishes(others, now)));
        // Once its lease has ended, anybody publishes it.
        Assert.True(entry.Publishes(others, now + TimeSpan.FromSeconds(10)));

        var later = Message("later");
        _queue.TryAdd(Doc("a", 4, messages: [own.AsRead(), others, later.AsRead()]));
        _queue.TryAdd(Doc("a", 3, messages: [own.AsRead(), others, later]));
        _queue.Finished(entry);
        var next = _queue.TryTake()!;
        Assert.Equal(4, next.Document.Revision);
        Assert.Equal(
            (true, true, false), (next.Publishes(own.AsRead(), now), next.Publishes(later.AsRead(), now), next.Publishes(others, now)));
    }

    [Fact]
    public void Of_a_document_that_was_claimed_everything_is_published_until_the_next_revision()
    {
        var (now, others) = (DateTimeOffset.UnixEpoch, Message("others").AsRead());
        _queue.TryAdd(Doc("a", 1, messages: [others]), isClaimed: true);
        var entry = _queue.TryTake()!;
        Assert.True(entry.Publishes(others, now));
        _queue.TryAdd(Doc("a", 2, messages: [others]), isClaimed: true);
        _queue.TryAdd(Doc("a", 3, messages: [others]));
        _queue.Finished(entry);
        entry = _queue.TryTake()!;
        Assert.Equal((3, true), (entry.Document.Revision, entry.Publishes(others, now)));
        _queue.TryAdd(Doc("a", 4, messages: [others]));
        _queue.Finished(entry);
        Assert.False(_queue.TryTake()!.Publishes(others, now));
    }

    [Fact]
    public void A_full_queue_leaves_the_rest_to_the_sweeper_but_has_room_for_a_tenant_with_little()
    {
        for (var i = 0; i < Capacity; i++)
            Assert.True(_queue.TryAdd(Doc($"a{i}")));
        Assert.False(_queue.TryAdd(Doc("one too many")));
        for (var i = 0; i < Reserve; i++)
            Assert.True(_queue.TryAdd(Doc($"g{i}", tenant: Globex)));
        Assert.False(_queue.TryAdd(Doc("one too many", tenant: Globex)));
        Assert.Equal(Capacity + Reserve, _queue.Count);
        // What is in the queue already is not one more.
        Assert.True(_queue.TryAdd(Doc("a0", revision: 2)));
    }

    [Fact]
    public void Tenants_take_turns()
    {
        foreach (var id in new[] { "a1", "a2", "a3" })
            _queue.TryAdd(Doc(id));
        foreach (var id in new[] { "g1", "g2" })
            _queue.TryAdd(Doc(id, tenant: Globex));
        Assert.Equal(["a1", "g1", "a2", "g2", "a3"], Enumerable.Range(0, 5).Select(_ => _queue.TryTake()!.Document.Id));
    }

    [Fact]
    public async Task A_worker_that_waits_is_given_what_comes()
    {
        using var stopping = new CancellationTokenSource();
        var entries = _queue.ReadAllAsync(stopping.Token).GetAsyncEnumerator(stopping.Token);
        var next = entries.MoveNextAsync();
        Assert.False(next.IsCompleted);
        _queue.TryAdd(Doc("a"));
        Assert.True(await next);
        Assert.Equal("a", entries.Current.Document.Id);
        var last = entries.MoveNextAsync();
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await last);
    }

    private static Document<Letter> Doc(string id, long revision = 1, TenantId? tenant = null) =>
        Letter.LeftBehind(id, messages: 1, DateTimeOffset.UnixEpoch, tenant) with { Revision = revision };

    private static Document<Letter> Doc(string id, long revision, IReadOnlyList<PendingMessage> messages) =>
        Doc(id, revision) with { Body = new Letter { Pending = messages } };

    private static PendingMessage Message(string name) =>
        Letter.LeftBehind(name, messages: 1, DateTimeOffset.UnixEpoch).Body.Pending[0];
}
