using MassTransit;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Accounts.Provisioning;

/// <summary>Endpoint of <see cref="ApplyAccessConsumer"/>.</summary>
internal sealed class ApplyAccessConsumerDefinition : ConsumerDefinition<ApplyAccessConsumer>
{
    public ApplyAccessConsumerDefinition() => EndpointName = AccountsQueues.ApplyAccess;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<ApplyAccessConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.RetryOutages();
        endpointConfigurator.RetryConflicts();
        endpointConfigurator.RetryFailures();
    }
}
