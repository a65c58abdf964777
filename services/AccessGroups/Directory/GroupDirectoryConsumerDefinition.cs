using MassTransit;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.AccessGroups.Directory;

/// <summary>Endpoint of <see cref="GroupDirectoryConsumer"/>.</summary>
internal sealed class GroupDirectoryConsumerDefinition : ConsumerDefinition<GroupDirectoryConsumer>
{
    public GroupDirectoryConsumerDefinition() => EndpointName = AccessGroupsQueues.GroupDirectory;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<GroupDirectoryConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.RetryOutages();
        endpointConfigurator.RetryConflicts();
        endpointConfigurator.RetryFailures();
    }
}
