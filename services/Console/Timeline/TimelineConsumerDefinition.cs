using MassTransit;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Console.Timeline;

/// <summary>Endpoint of <see cref="TimelineConsumer"/>. Lines are only inserted, so there are no conflicts to retry.</summary>
internal sealed class TimelineConsumerDefinition : ConsumerDefinition<TimelineConsumer>
{
    public TimelineConsumerDefinition() => EndpointName = ConsoleQueues.Timeline;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<TimelineConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.RetryOutages();
        endpointConfigurator.RetryFailures();
    }
}
