namespace Scim.Bus.Outbox;

/// <summary>Publishing in bulk.</summary>
public static class MessagePublisherExtensions
{
    /// <summary>Publishes many messages concurrently, in no order. Once the task ends, all of them are safe.</summary>
    /// <param name="publisher">The publisher.</param>
    /// <param name="messages">The messages. Enumerated lazily, so that they need not all be in memory.</param>
    /// <param name="parallelism">How many are published at once.</param>
    /// <param name="cancellationToken">Stops half-way.</param>
    /// <exception cref="TimeoutException">As <see cref="IMessagePublisher.PublishAsync"/>.</exception>
    /// <exception cref="InvalidOperationException">As <see cref="IMessagePublisher.PublishAsync"/>.</exception>
    public static Task PublishAllAsync(
        this IMessagePublisher publisher, IEnumerable<PendingMessage> messages, int parallelism, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        messages,
        new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken },
        async (message, token) => await publisher.PublishAsync(message, token));
}
