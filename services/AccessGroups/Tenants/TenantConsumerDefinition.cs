using MassTransit;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.AccessGroups.Tenants;

/// <summary>Endpoint of <see cref="TenantConsumer"/>. Settings change seldom, so few messages are read at a time.</summary>
internal sealed class TenantConsumerDefinition : ConsumerDefinition<TenantConsumer>
{
    public TenantConsumerDefinition()
    {
        EndpointName = AccessGroupsQueues.Tenant;
        ConcurrentMessageLimit = 8;
        Endpoint(endpoint => endpoint.PrefetchCount = 8);
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<TenantConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.RetryOutages();
        endpointConfigurator.RetryConflicts();
        endpointConfigurator.RetryFailures();
    }
}
