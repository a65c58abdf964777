using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <summary>Publishes many messages at once.</summary>
public static class MessagePublisherExtensions
{
    /// <summary>Publishes many messages concurrently, in no particular order. Once the task completes, all of them are confirmed.</summary>
    /// <param name="publisher">The publisher.</param>
    /// <param name="messages">The messages. Enumerated lazily: they are never all in memory.</param>
    /// <param name="parallelism">Number of messages published at a time.</param>
    /// <param name="cancellationToken">Stops after some of the messages.</param>
    /// <exception cref="BrokerUnavailableException">As <see cref="IMessagePublisher.PublishAsync"/>.</exception>
    /// <exception cref="InvalidOperationException">As <see cref="IMessagePublisher.PublishAsync"/>.</exception>
    public static Task PublishAllAsync(
        this IMessagePublisher publisher, IEnumerable<PendingMessage> messages, int parallelism, CancellationToken cancellationToken) =>
        Concurrently.ForEachAsync(messages, parallelism, publisher.PublishAsync, cancellationToken);
}
