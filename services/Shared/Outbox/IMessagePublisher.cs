namespace Scim.Bus.Outbox;

/// <summary>
/// Publishes messages and waits for their confirmation. The transport implements it. The relay publishes outboxes through it, services
/// those messages that need no outbox, such as the answer to a command that changed nothing.
/// </summary>
public interface IMessagePublisher
{
    /// <summary>True for two seconds after a failure. The next attempt would most likely fail too, so callers skip it.</summary>
    bool IsPaused { get; }

    /// <summary>
    /// Publishes a message as part of the trace that it was stored in. Once the task completes, the message can't be lost.
    /// </summary>
    /// <exception cref="TimeoutException">It was not confirmed in time. It may have arrived.</exception>
    /// <exception cref="InvalidOperationException">
    /// The broker refused it, or a subscriber on the in-memory transport could not handle it.
    /// </exception>
    Task PublishAsync(PendingMessage pending, CancellationToken cancellationToken);
}
