using Scim.Bus.Jobs;
using Scim.Bus.Outbox;
using Scim.Bus.Simulation.Tests.Histories;
using Scim.Bus.Simulation.Tests.Kernel;
using Scim.Bus.Simulation.Tests.Messages;
using Scim.Bus.Simulation.Tests.Processes;

namespace Scim.Bus.Simulation.Tests;

/// <content>How a world goes on.</content>
internal sealed partial class World
{
    private bool TakeStep()
    {
        Faults.Begin(Steps, isAtRest: false);
        foreach (var process in Processes)
        {
            if (process.PausedUntil <= Clock.Now)
                process.PausedUntil = null;
        }

        Gather();
        if (_options.Count == 0 && !_isIdle)
        {
            // Time passes for the slow ones too: what is due within seconds comes before them.
            _isIdle = _random.Next(3) == 0 || !LetTimePass();
            return true;
        }

        _isIdle = false;
        if (_options.Count == 0)
            return LetTimePass();
        Pass(_random.Next(50) == 0 ? TimeSpan.FromMilliseconds(_random.Next(1_500)) : TimeSpan.FromMilliseconds(1 + _random.Next(3)));
        Take(_options[_random.Next(_options.Count)]);
        return true;
    }

    private void Take(Option option)
    {
        switch (option.What)
        {
            case Gate gate:
                Open(gate);
                break;
            case Delivery delivery:
                Deliver(delivery);
                break;
            case IRelaySteps relay:
                Take(option.Process!, relay, option.Kind);
                break;
            case DueClockSync sync:
                Compare(option.Process!, sync);
                break;
            case IQueueSteps job:
                Run(option.Process!, $"works on {job.GetType().Name}", () => job.ProcessNextAsync(CancellationToken.None));
                break;
            case Client client:
                client.SendNext(option.Number);
                break;
        }
    }

    private void Take(SimulatedProcess process, IRelaySteps relay, RelayStep step)
    {
        if (step == RelayStep.Publish)
        {
            Run(process, $"relays {relay.Collection}", () => relay.PublishNextAsync(CancellationToken.None));
            return;
        }

        _notBefore[(relay, step)] = DateTimeOffset.MaxValue;
        var name = $"{(step == RelayStep.Sweep ? "sweeps" : "removes from")} {relay.Collection}";
        process.Start(
            name,
            null,
            () => step == RelayStep.Sweep ? relay.SweepAsync(CancellationToken.None) : relay.RemoveAsync(CancellationToken.None),
            failure =>
            {
                _notBefore[(relay, step)] = Clock.Now + TimeSpan.FromMilliseconds(_random.Next(1_000));
                Watching.RequireNone(failure, name);
            });
    }

    private void Compare(SimulatedProcess process, DueClockSync sync)
    {
        _notComparedBefore[sync] = DateTimeOffset.MaxValue;
        process.Start(
            "compares its clock",
            null,
            () => sync.TryCompareAsync(CancellationToken.None),
            failure =>
            {
                _notComparedBefore[sync] = Clock.Now + DueClockSync.Every;
                Watching.RequireNone(failure, "compares its clock");
            });
    }

    private void Run(SimulatedProcess process, string name, Func<Task> work) =>
        process.Start(name, null, work, failure => Watching.RequireNone(failure, name));

    private void Open(Gate gate)
    {
        var fault = Faults.At(gate);
        Fingerprint = HashCode.Combine(Fingerprint, gate.Step.Kind, gate.Step.Of, gate.Actor.Process.ToString(), fault);
        Tell(() => $"{gate.Actor}: {gate.Step}{(fault == FaultKind.None ? "" : $" -> {fault}")}");
        if (fault == FaultKind.HungUp)
        {
            foreach (var client in _clients)
                client.HangUp(gate.Actor);
            fault = FaultKind.None;
        }

        if (fault == FaultKind.None)
            Faults.Coverage.Count(fault, gate.Step.Kind);
        if (gate.Step.Kind == StepKind.BackOff)
            Pass(TimeSpan.FromMilliseconds(_random.Next(100)));
        Scheduler.Open(gate, fault);
    }

    /// <summary>Goes to the next moment at which something can happen. False if there is none: all is at rest.</summary>
    private bool LetTimePass()
    {
        var moments = Network.Deliveries.Where(delivery => delivery.Holder is null).Select(delivery => (DateTimeOffset?)delivery.NotBefore)
            .Concat(Processes.Select(process => process.PausedUntil))
            .Concat(Processes.Select(process => Clock.Now + (_databases[process.Service].NextDue() - process.DueClock.GetUtcNow())))
            .Concat(_clients.Select(client => client.NextAttempt))
            .Append(Clock.NextTimer)
            .Concat(_notBefore.Values.Concat(_notComparedBefore.Values).Select(moment => (DateTimeOffset?)moment))
            .Append(Faults.NextEnd)
            .Where(moment => moment > Clock.Now && moment < Clock.Now + Horizon);
        if (moments.Min() is { } next)
        {
            Pass(next - Clock.Now);
            return true;
        }

        if (Faults.AreAllBegun)
            return false;
        Faults.Begin(Steps, isAtRest: true);
        return true;
    }

    private void Pass(TimeSpan time)
    {
        Clock.Advance(time);
        Scheduler.Drain();
    }
}
