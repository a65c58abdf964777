namespace Scim.Bus.Outbox;

/// <summary>
/// Publishes messages and waits for their confirmation. The transport implements it. The relay publishes outboxes through it, services
/// those messages that need no outbox, such as the answer to a command that changed nothing.
/// </summary>
public interface IMessagePublisher
{
    /// <summary>True from an attempt that the broker did not confirm until the next one that it confirms.</summary>
    bool IsBrokerAway { get; }

    /// <summary>True for two seconds after such an attempt. The next one would most likely fail too, so callers skip it.</summary>
    bool IsPaused { get; }

    /// <summary>
    /// Publishes a message as part of the trace that it was stored in. Once the task completes, the message can't be lost.
    /// </summary>
    /// <exception cref="BrokerUnavailableException">
    /// The broker can't be reached, did not take the message for now or did not confirm it in time. It may have arrived.
    /// </exception>
    /// <exception cref="UnpublishableMessageException">
    /// No attempt can succeed, as long as neither the program nor the broker's limits change.
    /// </exception>
    /// <exception cref="InvalidOperationException">A subscriber on the in-memory transport could not handle it.</exception>
    Task PublishAsync(PendingMessage pending, CancellationToken cancellationToken);
}
