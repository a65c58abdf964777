using MassTransit;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Accounts.Provisioning;

/// <summary>Endpoint of <see cref="ApplyAccountConsumer"/>.</summary>
internal sealed class ApplyAccountConsumerDefinition : ConsumerDefinition<ApplyAccountConsumer>
{
    public ApplyAccountConsumerDefinition() => EndpointName = AccountsQueues.ApplyAccount;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<ApplyAccountConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.RetryOutages();
        endpointConfigurator.RetryConflicts();
        endpointConfigurator.RetryFailures();
    }
}
