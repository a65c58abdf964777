using Scim.Bus.Outbox;

namespace Scim.Bus.Simulation.Tests.Variants;

/// <summary>A publisher in front of another.</summary>
internal abstract class PublisherDecorator(IMessagePublisher inner) : IMessagePublisher
{
    public bool IsBrokerAway => inner.IsBrokerAway;

    public bool IsPaused => inner.IsPaused;

    protected IMessagePublisher Inner => inner;

    public abstract Task PublishAsync(PendingMessage pending, CancellationToken cancellationToken);
}
