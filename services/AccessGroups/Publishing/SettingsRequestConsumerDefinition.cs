using MassTransit;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.AccessGroups.Publishing;

/// <summary>Endpoint of <see cref="SettingsRequestConsumer"/>.</summary>
internal sealed class SettingsRequestConsumerDefinition : ConsumerDefinition<SettingsRequestConsumer>
{
    public SettingsRequestConsumerDefinition() => EndpointName = AccessGroupsQueues.SettingsRequest;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<SettingsRequestConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.RetryOutages();
        endpointConfigurator.RetryConflicts();
        endpointConfigurator.RetryFailures();
    }
}
