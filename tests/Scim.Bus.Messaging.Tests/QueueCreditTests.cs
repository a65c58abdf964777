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
    public async Task Who_waits_is_told_of_each_new_length()
    {
        TakeAll();
        Assert.False(_credit.TryTake(out var changed));
        _credit.Update(new QueueLength(Ready: 0, Consumers: 1));
        await changed;
        Assert.True(_credit.TryTake(out _));
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
        Assert.False(_credit.TryTake(out _));
        Assert.True(_credit.IsLow);
    }

    private int TakeAll()
    {
        var taken = 0;
        while (taken < Unlimited && _credit.TryTake(out _))
            taken++;
        return taken;
    }
}
