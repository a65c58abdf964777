using Scim.Bus.Messaging.Backpressure;

namespace Scim.Bus.Messaging.Tests;

/// <summary>How many messages may be handed to a queue, by what the broker says of it.</summary>
public sealed class QueueCreditTests
{
    private const int Limit = 10;
    private const int Unlimited = Limit * 10;

    private readonly QueueCredit _credit = new("queue", Limit);

    [Fact]
    public void A_queue_takes_as_many_as_it_is_shorter_than_the_limit()
    {
        Assert.Equal(Limit, TakeAll());
        _credit.Update(new QueueLength(Ready: 7, Consumers: 1));
        Assert.Equal(3, TakeAll());
        _credit.Update(new QueueLength(Ready: 10, Consumers: 1));
        Assert.Equal(0, TakeAll());
    }

    [Fact]
    public async Task Whoever_lines_up_gets_room_in_the_order_in_which_they_came()
    {
        TakeAll();
        var line = Enumerable.Range(0, 5).Select(_ => _credit.LineUpAsync(default)).ToList();
        _credit.Update(new QueueLength(Ready: Limit - 2, Consumers: 1));
        await Task.WhenAll(line[..2]);
        Assert.All(line[2..], waiting => Assert.False(waiting.IsCompleted));
        // Room for more than stand in the line, which is the only way to it until it is empty.
        Assert.False(_credit.TryTake());
        _credit.Update(new QueueLength(Ready: Limit - 4, Consumers: 1));
        await Task.WhenAll(line);
        Assert.Equal(1, TakeAll());
    }

    [Fact]
    public async Task Whoever_leaves_the_line_takes_no_room()
    {
        TakeAll();
        using var patience = new CancellationTokenSource();
        var leaving = _credit.LineUpAsync(patience.Token);
        var staying = _credit.LineUpAsync(default);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        _credit.Update(new QueueLength(Ready: Limit - 1, Consumers: 1));
        await staying;
        Assert.Equal(0, TakeAll());
    }

    [Fact]
    public async Task A_line_is_empty_once_the_queue_limits_nobody()
    {
        TakeAll();
        var line = Enumerable.Range(0, Unlimited).Select(_ => _credit.LineUpAsync(default)).ToList();
        _credit.Update(null);
        await Task.WhenAll(line);
    }

    [Fact]
    public async Task A_length_is_looked_up_while_somebody_lines_up()
    {
        TakeAll();
        var waiting = _credit.LineUpAsync(default);
        _credit.Update(new QueueLength(Ready: Limit, Consumers: 1));
        Assert.True(_credit.IsLow);
        _credit.Update(new QueueLength(Ready: Limit - 1, Consumers: 1));
        await waiting;
        Assert.False(_credit.IsLow);
    }

    [Fact]
    public void A_queue_that_nobody_reads_limits_nobody()
    {
        _credit.Update(new QueueLength(Ready: 1_000, Consumers: 0));
        Assert.Equal(Unlimited, TakeAll());
    }

    [Fact]
    public void A_queue_whose_readers_are_stuck_limits_nobody_until_they_read_again()
    {
        TakeAll();
        _credit.Update(new QueueLength(Ready: Limit, Consumers: 1));
        for (var look = 1; look < QueueCredit.Stuck; look++)
        {
            Assert.Equal(0, TakeAll());
            _credit.Update(new QueueLength(Ready: Limit, Consumers: 1));
        }

        Assert.Equal(Unlimited, TakeAll());
        _credit.Update(new QueueLength(Ready: Limit, Consumers: 1));
        Assert.Equal(0, TakeAll());
    }

    [Fact]
    public void A_length_that_is_not_known_limits_nobody()
    {
        TakeAll();
        _credit.Update(null);
        Assert.Equal(Unlimited, TakeAll());
    }

    [Fact]
    public void A_length_is_looked_up_only_while_the_queue_is_used()
    {
        Assert.False(_credit.IsLow);
        TakeAll();
        Assert.True(_credit.IsLow);
        _credit.Update(new QueueLength(Ready: 10, Consumers: 1));
        Assert.False(_credit.IsLow);
        Assert.False(_credit.TryTake());
        Assert.True(_credit.IsLow);
    }

    private int TakeAll()
    {
        var taken = 0;
        while (taken < Unlimited && _credit.TryTake())
            taken++;
        return taken;
    }
}
