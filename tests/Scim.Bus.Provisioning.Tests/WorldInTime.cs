using System.Text.Json;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Provisioning.Tests;

/// <summary>Delivery of messages and the passing of time.</summary>
internal sealed partial class World
{
    public void Send(object message) => _bus.Add(message);

    /// <summary>Delivers all messages in the order in which they were sent, without advancing time.</summary>
    public void Deliver()
    {
        while (_bus.Count > 0)
            DeliverNext();
    }

    /// <summary>Delivers a message that was not sent, before all others.</summary>
    public void DeliverNow(object message) => Deliver(message);

    /// <summary>Delivers the message that was sent first.</summary>
    public void DeliverNext()
    {
        var message = _bus[0];
        _bus.RemoveAt(0);
        Deliver(message);
    }

    /// <summary>Advances time, runs the saga's timeout if it is due, and delivers all messages.</summary>
    public void AdvanceTime(TimeSpan time)
    {
        Pass(time);
        if (Saga.NextDueAt <= _engine.Time.GetUtcNow())
            HandleTimeout();
        Deliver();
    }

    /// <summary>Advances time, and does nothing else.</summary>
    public void Pass(TimeSpan time) => _engine.Time.Advance(time);

    /// <summary>Delivers a message or advances time, as a random number decides.</summary>
    public void Step(int chance)
    {
        if (_bus.Count == 0 || chance % 16 == 0)
        {
            Advance();
            return;
        }

        var i = chance % _bus.Count;
        var message = _bus[i];
        // One message in five stays on the bus, to be delivered again.
        if (chance / 7 % 5 != 0)
            _bus.RemoveAt(i);
        Deliver(message);
    }

    /// <summary>Delivers messages in random order and advances time, until there are no messages and no timers.</summary>
    public void Settle(Random random)
    {
        for (var step = 0; !IsQuiet; step++)
        {
            if (step == 10_000)
                Assert.Fail($"The saga does not come to rest: {JsonSerializer.Serialize(Saga, DocumentJson.Options)}");
            if (_bus.Count == 0)
            {
                Advance();
            }
            else
            {
                var i = random.Next(_bus.Count);
                var message = _bus[i];
                _bus.RemoveAt(i);
                Deliver(message);
            }
        }
    }

    private void Advance()
    {
        _engine.Time.Advance(TimeSpan.FromSeconds(7));
        if (Saga.NextDueAt <= _engine.Time.GetUtcNow())
            HandleTimeout();
    }
}
