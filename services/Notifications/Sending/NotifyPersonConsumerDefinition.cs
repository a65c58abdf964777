using MassTransit;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Notifications.Sending;

/// <summary>Endpoint of <see cref="NotifyPersonConsumer"/>.</summary>
internal sealed class NotifyPersonConsumerDefinition : ConsumerDefinition<NotifyPersonConsumer>
{
    public NotifyPersonConsumerDefinition() => EndpointName = NotificationsQueues.NotifyPerson;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<NotifyPersonConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.RetryOutages();
        endpointConfigurator.RetryConflicts();
        endpointConfigurator.RetryFailures();
    }
}
