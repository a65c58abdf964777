using MassTransit;

namespace Scim.Bus.Messaging.Transport;

/// <summary>
/// Base of the consumers' definitions: an endpoint whose queue has a public name, and the retries that every consumer has. A definition
/// that needs another retry, prefetch count or partition says so itself.
/// </summary>
/// <typeparam name="TConsumer">The consumer.</typeparam>
public abstract class QueueConsumerDefinition<TConsumer> : ConsumerDefinition<TConsumer>
    where TConsumer : class, IConsumer
{
    /// <summary>Creates the definition.</summary>
    /// <param name="queue">Name of the queue, from the constants that its service exports.</param>
    /// <param name="concurrency">
    /// Number of messages that are fetched and handled at a time; null for the bus's own. Low for queues that are seldom used.
    /// </param>
    protected QueueConsumerDefinition(string queue, int? concurrency = null)
    {
        EndpointName = queue;
        ConcurrentMessageLimit = concurrency;
        if (concurrency is { } count)
            Endpoint(endpoint => endpoint.PrefetchCount = count);
    }

    /// <inheritdoc />
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<TConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.RetryOutages();
        endpointConfigurator.RetryConflicts();
        endpointConfigurator.RetryFailures();
    }
}
