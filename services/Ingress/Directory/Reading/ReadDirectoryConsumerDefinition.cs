using MassTransit;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Ingress.Directory.Reading;

/// <summary>Endpoint of <see cref="ReadDirectoryConsumer"/>. An answer holds hundreds of users, so few are made at a time.</summary>
internal sealed class ReadDirectoryConsumerDefinition : ConsumerDefinition<ReadDirectoryConsumer>
{
    public ReadDirectoryConsumerDefinition()
    {
        EndpointName = IngressQueues.ReadDirectory;
        ConcurrentMessageLimit = 8;
        Endpoint(endpoint => endpoint.PrefetchCount = 8);
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<ReadDirectoryConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.RetryOutages();
        endpointConfigurator.RetryFailures();
    }
}
