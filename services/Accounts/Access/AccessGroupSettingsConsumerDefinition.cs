using MassTransit;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Accounts.Access;

/// <summary>Endpoint of <see cref="AccessGroupSettingsConsumer"/>.</summary>
internal sealed class AccessGroupSettingsConsumerDefinition : ConsumerDefinition<AccessGroupSettingsConsumer>
{
    public AccessGroupSettingsConsumerDefinition() => EndpointName = AccountsQueues.AccessGroupSettings;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<AccessGroupSettingsConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.RetryOutages();
        endpointConfigurator.RetryConflicts();
        endpointConfigurator.RetryFailures();
    }
}
