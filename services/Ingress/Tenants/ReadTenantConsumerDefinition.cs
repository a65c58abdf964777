using MassTransit;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Ingress.Tenants;

/// <summary>Endpoint of <see cref="ReadTenantConsumer"/>. A request is rare: a tenant is asked about once.</summary>
internal sealed class ReadTenantConsumerDefinition : ConsumerDefinition<ReadTenantConsumer>
{
    public ReadTenantConsumerDefinition()
    {
        EndpointName = IngressQueues.ReadTenant;
        ConcurrentMessageLimit = 8;
        Endpoint(endpoint => endpoint.PrefetchCount = 8);
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<ReadTenantConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.RetryOutages();
        endpointConfigurator.RetryFailures();
    }
}
