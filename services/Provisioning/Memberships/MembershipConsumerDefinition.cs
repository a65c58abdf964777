using MassTransit;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Provisioning.Memberships;

/// <summary>Endpoint of <see cref="MembershipConsumer"/>. It stores nothing, so only publishing can fail.</summary>
internal sealed class MembershipConsumerDefinition : ConsumerDefinition<MembershipConsumer>
{
    public MembershipConsumerDefinition() => EndpointName = ProvisioningQueues.Membership;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<MembershipConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.RetryOutages();
        endpointConfigurator.RetryFailures();
    }
}
