using MassTransit;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.AccessGroups.Assignments;

/// <summary>Endpoint of <see cref="AssignConsumer"/>.</summary>
internal sealed class AssignConsumerDefinition : ConsumerDefinition<AssignConsumer>
{
    public AssignConsumerDefinition() => EndpointName = AccessGroupsQueues.Assign;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<AssignConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.RetryOutages();
        endpointConfigurator.RetryConflicts();
        endpointConfigurator.RetryFailures();
    }
}
