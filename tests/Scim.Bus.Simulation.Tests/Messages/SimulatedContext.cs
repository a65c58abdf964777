using MassTransit;
using MassTransit.Serialization;
using Scim.Bus.Contracts;
using Scim.Bus.Outbox;
using Scim.Bus.Simulation.Tests.Kernel;
using Scim.Bus.Simulation.Tests.Processes;

namespace Scim.Bus.Simulation.Tests.Messages;

/// <summary>What a consumer sees of a delivery, and what it publishes by itself.</summary>
internal sealed class SimulatedContext : UnsupportedContext
{
    private readonly SimulatedProcess _process;
    private readonly Delivery _delivery;
    private readonly IServiceProvider _services;

    public SimulatedContext(SimulatedProcess process, Delivery delivery, IServiceProvider services)
    {
        (_process, _delivery, _services) = (process, delivery, services);
        if (delivery.Replay is { } replay)
            DeliveredHeaders.Set(ReplayCompleted.Header, replay.ToString());
    }

    public override Guid? MessageId => _delivery.MessageId;

    public override Headers Headers => DeliveredHeaders;

    private DictionarySendHeaders DeliveredHeaders { get; } = new();

    public override Task Publish<T>(T message, CancellationToken cancellationToken = default)
    {
        var pending = PendingMessage.Create(message, Guid.NewGuid(), _process.Clock.GetUtcNow());
        return _process.Publisher.PublishAsync(StepKind.Answer, pending, typeof(T));
    }

    public override async Task RespondAsync<T>(T message)
    {
        var fault = await _process.EnterAsync(StepKind.Answer, typeof(T).Name);
        if (fault is FaultKind.BrokerAway or FaultKind.PublishFailed)
            throw new BrokerUnavailableException($"{typeof(T).Name} was not confirmed.", new TimeoutException());
        _delivery.Answer?.TrySetResult(message);
    }

    public override bool TryGetPayload<T>(out T payload)
    {
        payload = (_services as T)!;
        return payload is not null;
    }
}
