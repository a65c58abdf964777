using MassTransit;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Ingress.Replays;

/// <summary>Endpoint of <see cref="ReplayProgressConsumer"/>. Replays are rare, so few messages are read at a time.</summary>
internal sealed class ReplayProgressConsumerDefinition : ConsumerDefinition<ReplayProgressConsumer>
{
    public ReplayProgressConsumerDefinition()
    {
        EndpointName = IngressQueues.ReplayProgress;
        ConcurrentMessageLimit = 8;
        Endpoint(endpoint => endpoint.PrefetchCount = 8);
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<ReplayProgressConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.RetryOutages();
        endpointConfigurator.RetryConflicts();
        endpointConfigurator.RetryFailures();
    }
}
