using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;
using Scim.Bus.Simulation.Tests.Kernel;
using Scim.Bus.Simulation.Tests.Messages;
using Scim.Bus.Simulation.Tests.Processes;

namespace Scim.Bus.Simulation.Tests.Variants;

/// <summary>I2 broken: what the broker did not confirm counts as published.</summary>
internal sealed class PublishesWithoutConfirmation : Variant
{
    public override IMessagePublisher Decorate(IMessagePublisher publisher) => new Publisher(publisher);

    private sealed class Publisher(IMessagePublisher inner) : PublisherDecorator(inner)
    {
        public override async Task PublishAsync(PendingMessage pending, CancellationToken cancellationToken)
        {
            try
            {
                await Inner.PublishAsync(pending, cancellationToken);
            }
            catch (BrokerUnavailableException)
            {
                // Fire and forget.
            }
        }
    }
}

/// <summary>I3 broken: what arrives last wins, whatever its version.</summary>
internal sealed class LastArrivalWins : Variant
{
    private const long Arrivals = 1_000_000;
    private long _count;

    public override void Delivering(SimulatedProcess process, Delivery delivery)
    {
        if (delivery.Type != typeof(UserUpdated) && delivery.Type != typeof(UserDeprovisioned) && delivery.Type != typeof(UserProvisioned))
            return;
        var body = JsonObject.Create(delivery.Body)!;
        body["version"] = Arrivals + ++_count;
        delivery.Body = JsonSerializer.SerializeToElement(body);
    }
}

/// <summary>I5 broken: a saga is not woken when a time has come.</summary>
internal sealed class SagasWithoutTimers : Variant
{
    public override IMessagePublisher Decorate(IMessagePublisher publisher) => new Publisher(publisher);

    private sealed class Publisher(IMessagePublisher inner) : PublisherDecorator(inner)
    {
        public override Task PublishAsync(PendingMessage pending, CancellationToken cancellationToken) =>
            pending.Type.EndsWith(nameof(UserTimeoutElapsed), StringComparison.Ordinal)
                ? Task.CompletedTask
                : Inner.PublishAsync(pending, cancellationToken);
    }
}

/// <summary>I8 broken: what is published begins a trace of its own.</summary>
internal sealed class PublishesWithoutTrace : Variant
{
    public override IMessagePublisher Decorate(IMessagePublisher publisher) => new Publisher(publisher);

    private sealed class Publisher(IMessagePublisher inner) : PublisherDecorator(inner)
    {
        public override Task PublishAsync(PendingMessage pending, CancellationToken cancellationToken) =>
            Inner.PublishAsync(pending with { TraceParent = null }, cancellationToken);
    }
}

/// <summary>Row 2 as it was: a broker that does not answer a consumer is taken for a message that can't be handled.</summary>
internal sealed class BrokerOutageIsPoison : Variant
{
    public override bool IsOutage(Exception failure) => failure is not BrokerUnavailableException && base.IsOutage(failure);
}

/// <summary>Row 4 as it was: a walk through an outbox ends at the first message that can't be published.</summary>
internal sealed class WalkEndsAtTheFirstFailure : Variant
{
    public override IMessagePublisher Decorate(IMessagePublisher publisher) => new Publisher(publisher);

    private sealed class Publisher(IMessagePublisher inner) : PublisherDecorator(inner)
    {
        /// <summary>Those that have ended: an actor walks through one outbox.</summary>
        private readonly ConditionalWeakTable<Actor, object> _ended = [];

        public override async Task PublishAsync(PendingMessage pending, CancellationToken cancellationToken)
        {
            if (_ended.TryGetValue(Actor.Current, out _))
                throw new InvalidOperationException("The walk has ended.");
            try
            {
                await Inner.PublishAsync(pending, cancellationToken);
            }
            catch (UnpublishableMessageException e)
            {
                _ended.Add(Actor.Current, this);
                throw new InvalidOperationException("The walk ends here.", e);
            }
        }
    }
}
