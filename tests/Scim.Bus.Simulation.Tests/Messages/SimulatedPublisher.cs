using Scim.Bus.Outbox;
using Scim.Bus.Simulation.Tests.Kernel;
using Scim.Bus.Simulation.Tests.Processes;

namespace Scim.Bus.Simulation.Tests.Messages;

/// <summary>Publishes to the simulated broker, which may not take a message, or take it and not say so.</summary>
internal sealed class SimulatedPublisher(SimulatedProcess process) : IMessagePublisher
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private DateTimeOffset _pausedUntil;

    public bool IsBrokerAway { get; private set; }

    public bool IsPaused => process.World.Clock.Now < _pausedUntil;

    public Task PublishAsync(PendingMessage pending, CancellationToken cancellationToken)
    {
        var type = MessageTypes.Find(pending.Type);
        return PublishAsync(StepKind.Publish, pending, type);
    }

    /// <summary>Publishes at a gate of this kind.</summary>
    public async Task PublishAsync(StepKind kind, PendingMessage pending, Type type)
    {
        var fault = await process.EnterAsync(kind, type.Name);
        if (fault is FaultKind.BrokerAway or FaultKind.PublishFailed)
            throw Failed(type);
        var network = process.World.Network;
        network.Send(pending, fault == FaultKind.Delayed ? process.World.Faults.Delay() : TimeSpan.Zero);
        if (fault == FaultKind.Duplicated)
            network.Send(pending, process.World.Faults.Delay());
        if (fault == FaultKind.ConfirmLost)
            throw Failed(type);
        IsBrokerAway = false;
    }

    private BrokerUnavailableException Failed(Type type)
    {
        IsBrokerAway = true;
        _pausedUntil = process.World.Clock.Now + Pause;
        return new BrokerUnavailableException($"{type.Name} was not confirmed.", new TimeoutException());
    }
}
