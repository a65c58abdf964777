using System.Text.Json;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Provisioning.Tests;

/// <summary>What is delivered when.</summary>
internal sealed partial class World
{
    public void Send(object message) => _bus.Add(message);

    /// <summary>Delivers everything in the order in which it was sent, without any time passing.</summary>
    public void Deliver()
    {
        while (_bus.Count > 0)
            DeliverNext();
    }

    /// <summary>Delivers the message that was sent first.</summary>
    public void DeliverNext()
    {
        var message = _bus[0];
        _bus.RemoveAt(0);
        Deliver(message);
    }

    /// <summary>Lets time pass, and delivers what that leads to.</summary>
    public void Pass(TimeSpan time)
    {
        _time.Advance(time);
        if (Saga.NextDueAt <= _time.GetUtcNow())
            Handle(nameof(UserTimeoutElapsed), _ => { });
        Deliver();
    }

    /// <summary>Does one thing that a chance number chooses.</summary>
    public void Step(int chance)
    {
        if (_bus.Count == 0 || chance % 16 == 0)
        {
            Advance();
            return;
        }

        var i = chance % _bus.Count;
        var message = _bus[i];
        // One in five stays on the bus and is delivered again.
        if (chance / 7 % 5 != 0)
            _bus.RemoveAt(i);
        Deliver(message);
    }

    /// <summary>Delivers what is left, and lets time pass, until nothing more happens.</summary>
    public void Settle(Random random)
    {
        for (var step = 0; !IsQuiet; step++)
        {
            Assert.True(step < 10_000, $"It never settles: {JsonSerializer.Serialize(Saga, DocumentJson.Options)}");
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
        _time.Advance(TimeSpan.FromSeconds(7));
        if (Saga.NextDueAt <= _time.GetUtcNow())
            Handle(nameof(UserTimeoutElapsed), _ => { });
    }
}
