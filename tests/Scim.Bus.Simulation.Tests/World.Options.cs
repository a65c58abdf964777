using Scim.Bus.Outbox;
using Scim.Bus.Simulation.Tests.Processes;

namespace Scim.Bus.Simulation.Tests;

/// <content>What could happen next.</content>
internal sealed partial class World
{
    private readonly List<Option> _options = [];
    private readonly HashSet<(IRelaySteps, RelayStep)> _busy = [];

    /// <summary>Lists whatever could happen next.</summary>
    private void Gather()
    {
        _options.Clear();
        foreach (var gate in Scheduler.Gates)
        {
            if (gate.Actor.Process.IsRunning)
                _options.Add(new Option(gate));
        }

        if (!Faults.IsBrokerAway)
        {
            foreach (var delivery in Network.Deliveries)
            {
                if (delivery.Holder is null && delivery.NotBefore <= Clock.Now)
                    _options.Add(new Option(delivery));
            }
        }

        foreach (var process in Processes)
        {
            if (process.IsRunning)
                GatherOf(process);
        }

        foreach (var client in _clients)
            client.Gather(_options);
    }

    private void GatherOf(SimulatedProcess process)
    {
        var database = _databases[process.Service];
        var now = process.Clock.GetUtcNow();
        foreach (var relay in process.Relays)
        {
            if (relay.HasQueued)
                _options.Add(new Option(relay, process, RelayStep.Publish));
            if (relay.HasPublished && !_busy.Contains((relay, RelayStep.Remove)))
                _options.Add(new Option(relay, process, RelayStep.Remove));
            if (database.NextDue(relay.Collection) <= now && !_busy.Contains((relay, RelayStep.Sweep)))
                _options.Add(new Option(relay, process, RelayStep.Sweep));
        }

        foreach (var job in process.Jobs)
        {
            if (job.HasQueued)
                _options.Add(new Option(job, process));
        }
    }
}
