using Scim.Bus.Simulation.Tests.Kernel;
using Scim.Bus.Simulation.Tests.Processes;

namespace Scim.Bus.Simulation.Tests.Faults;

/// <summary>Brings the faults of a history about, and counts which of them met which step.</summary>
internal sealed class FaultRun(World world, IReadOnlyList<FaultEvent> events, Random random)
{
    private static readonly TimeSpan BrokerPatience = TimeSpan.FromSeconds(30);

    private readonly List<(FaultEvent Event, DateTimeOffset Ends)> _lasting = [];
    private int _begun;
    private readonly FaultEvent[] _inOrder = [.. events.OrderBy(fault => fault.AtStep)];

    public Coverage Coverage { get; } = new();

    /// <summary>How much later a delayed message arrives: in less time than it takes a saga to give up.</summary>
    public TimeSpan Delay() => TimeSpan.FromSeconds(Math.Pow(240, random.NextDouble()));

    /// <summary>Begins what is to begin by now.</summary>
    public void Begin(int step, bool isAtRest)
    {
        while (_begun < _inOrder.Length && (isAtRest || _inOrder[_begun].AtStep <= step))
            Begin(_inOrder[_begun++]);
        _lasting.RemoveAll(fault => fault.Ends <= world.Clock.Now);
    }

    /// <summary>True if no fault is still to begin.</summary>
    public bool AreAllBegun => _begun == _inOrder.Length;

    /// <summary>When the next lasting fault ends; null if none lasts.</summary>
    public DateTimeOffset? NextEnd => _lasting.Count == 0 ? null : _lasting.Min(fault => fault.Ends);

    public bool IsBrokerAway => _lasting.Exists(fault => fault.Event.Kind == FaultKind.BrokerAway);

    /// <summary>What befalls a step.</summary>
    public FaultKind At(Gate gate)
    {
        foreach (var (fault, _) in _lasting)
        {
            if (!Befalls(fault, gate) || random.NextDouble() >= fault.Chance)
                continue;
            Coverage.Count(fault.Kind, gate.Step.Kind);
            return fault.Kind;
        }

        return FaultKind.None;
    }

    private static bool Befalls(FaultEvent fault, Gate gate) => fault.Kind switch
    {
        FaultKind.StoreAway => IsStore(gate.Step.Kind) && IsOfService(fault, gate),
        FaultKind.WriteUnknown => IsWrite(gate.Step.Kind),
        FaultKind.WriteConflict => gate.Step.Kind == StepKind.Replace,
        FaultKind.DiskFull => IsWrite(gate.Step.Kind) && IsOfService(fault, gate),
        FaultKind.BrokerAway or FaultKind.PublishFailed =>
            gate.Step.Kind is StepKind.Publish or StepKind.Answer or StepKind.Request,
        FaultKind.ConfirmLost or FaultKind.Duplicated or FaultKind.Delayed => gate.Step.Kind is StepKind.Publish or StepKind.Answer,
        FaultKind.MailCut or FaultKind.MailRefused => gate.Step.Kind == StepKind.Mail,
        FaultKind.HungUp => gate.Actor.IsPush,
        _ => false,
    };

    private static bool IsOfService(FaultEvent fault, Gate gate) =>
        fault.Target % 3 == 0 || Services.All[fault.Target % Services.All.Count].Name == gate.Actor.Process.Service;

    private static bool IsStore(StepKind kind) => kind is StepKind.Read or StepKind.Query or StepKind.Due || IsWrite(kind);

    private static bool IsWrite(StepKind kind) => kind is StepKind.Insert or StepKind.Replace or StepKind.Amend or StepKind.Delete;

    private void Begin(FaultEvent fault)
    {
        world.Tell(() => $"FAULT {fault}");
        switch (fault.Kind)
        {
            case FaultKind.Crash:
                Met(fault, world.Crash);
                break;
            case FaultKind.Paused:
                Met(fault, process => Pause(process, fault.Lasts));
                break;
            case FaultKind.ClockJump:
                Met(fault, process => process.Clock.Offset += fault.Lasts);
                break;
            case FaultKind.UnknownEntry:
                world.WriteUnknownEntry(fault.Target);
                break;
            default:
                _lasting.Add((fault, world.Clock.Now + fault.Lasts));
                break;
        }
    }

    /// <summary>The broker gives up on a process after a while, and delivers again what it has in hand.</summary>
    private void Pause(SimulatedProcess process, TimeSpan lasts)
    {
        process.PausedUntil = world.Clock.Now + lasts;
        if (lasts > BrokerPatience)
            world.Clock.Schedule(BrokerPatience, () => world.Network.Release(process));
    }

    /// <summary>Befalls a process that is in the middle of something, if one is.</summary>
    private void Met(FaultEvent fault, Action<SimulatedProcess> befall)
    {
        var gates = world.Scheduler.Gates;
        var process = gates.Count > 0
            ? gates[fault.Target % gates.Count].Actor.Process
            : world.Processes[fault.Target % world.Processes.Count];
        foreach (var gate in world.Scheduler.Gates.Where(gate => gate.Actor.Process == process))
            Coverage.Count(fault.Kind, gate.Step.Kind);
        befall(process);
    }
}
