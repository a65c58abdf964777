using MassTransit;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Accounts.Replays;

/// <summary>Endpoint of <see cref="ReplayConsumer"/>. Replays are rare, so few messages are read at a time.</summary>
internal sealed class ReplayConsumerDefinition : ConsumerDefinition<ReplayConsumer>
{
    public ReplayConsumerDefinition()
    {
        EndpointName = AccountsQueues.Replay;
        ConcurrentMessageLimit = 8;
        Endpoint(endpoint => endpoint.PrefetchCount = 8);
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<ReplayConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.RetryOutages();
        endpointConfigurator.RetryConflicts();
        endpointConfigurator.RetryFailures();
    }
}
