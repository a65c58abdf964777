using Scim.Bus.Outbox;
using Scim.Bus.Simulation.Tests.Processes;

namespace Scim.Bus.Simulation.Tests;

/// <content>What could happen next.</content>
internal sealed partial class World
{
    private readonly List<Option> _options = [];

    /// <summary>When a relay may sweep or remove again: it does so once a second. The last moment for one that is at it.</summary>
    private readonly Dictionary<(IRelaySteps, RelayStep), DateTimeOffset> _notBefore = [];

    /// <summary>When a process compares its clock again: it does so once a second. The last moment for one that is at it.</summary>
    private readonly Dictionary<DueClockSync, DateTimeOffset> _notComparedBefore = [];

    /// <summary>Whether nothing else was to be done, so that the slow ones have their turn.</summary>
    private bool _isIdle;

    /// <summary>Lists whatever could happen next.</summary>
    private void Gather()
    {
        _options.Clear();
        foreach (var gate in Scheduler.Gates)
        {
            if (gate.Actor.Process.IsRunning && (!gate.Actor.IsSlow || _isIdle || _random.Next(50) == 0))
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
        var now = process.DueClock.GetUtcNow();
        if (!IsClockKnown(process, now) && !(_notComparedBefore.GetValueOrDefault(process.ClockSync) > Clock.Now))
            _options.Add(new Option(process.ClockSync, process));
        foreach (var (relay, collection) in process.Relays)
        {
            if (relay.HasQueued)
                _options.Add(new Option(relay, process, RelayStep.Publish));
            if (relay.HasPublished && IsDue(relay, RelayStep.Remove))
                _options.Add(new Option(relay, process, RelayStep.Remove));
            if (collection.NextDue <= now && IsDue(relay, RelayStep.Sweep))
                _options.Add(new Option(relay, process, RelayStep.Sweep));
        }

        foreach (var job in process.Jobs)
        {
            if (job.HasQueued)
                _options.Add(new Option(job, process));
        }
    }

    /// <summary>True if a comparison would change nothing: the process has settled, and no clock of its service is far off.</summary>
    private bool IsClockKnown(SimulatedProcess process, DateTimeOffset now) => process.ClockSync.IsSettled
        && Processes.TrueForAll(other =>
            other.Service != process.Service || (other.DueClock.GetUtcNow() - now).Duration() < DueClockSync.NoteEvery);

    private bool IsDue(IRelaySteps relay, RelayStep step) =>
        !_notBefore.TryGetValue((relay, step), out var moment) || moment <= Clock.Now;
}
