using MassTransit;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Accounts.Reading;

/// <summary>Endpoint of <see cref="ReadAccountsConsumer"/>. An answer holds hundreds of accounts, so few are made at a time.</summary>
internal sealed class ReadAccountsConsumerDefinition : ConsumerDefinition<ReadAccountsConsumer>
{
    public ReadAccountsConsumerDefinition()
    {
        EndpointName = AccountsQueues.ReadAccounts;
        ConcurrentMessageLimit = 8;
        Endpoint(endpoint => endpoint.PrefetchCount = 8);
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<ReadAccountsConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.RetryOutages();
        endpointConfigurator.RetryFailures();
    }
}
