using MassTransit;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Accounts.Reading;

/// <summary>Endpoint of <see cref="CountMembersConsumer"/>. Each group is a query, so few are counted at a time.</summary>
internal sealed class CountMembersConsumerDefinition : ConsumerDefinition<CountMembersConsumer>
{
    public CountMembersConsumerDefinition()
    {
        EndpointName = AccountsQueues.CountMembers;
        ConcurrentMessageLimit = 8;
        Endpoint(endpoint => endpoint.PrefetchCount = 8);
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<CountMembersConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.RetryOutages();
        endpointConfigurator.RetryFailures();
    }
}
