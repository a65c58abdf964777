using MassTransit;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Notifications.Admins;

/// <summary>Endpoint of <see cref="AdminNoticeConsumer"/>.</summary>
internal sealed class AdminNoticeConsumerDefinition : ConsumerDefinition<AdminNoticeConsumer>
{
    public AdminNoticeConsumerDefinition() => EndpointName = NotificationsQueues.AdminNotice;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<AdminNoticeConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.RetryOutages();
        endpointConfigurator.RetryConflicts();
        endpointConfigurator.RetryFailures();
    }
}
