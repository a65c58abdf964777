namespace Scim.Bus.Outbox;

/// <summary>
/// Publishes messages and waits until each is safe. The transport implements it; the relay uses it for what documents carry, services for messages that
/// no document waits for.
/// </summary>
public interface IMessagePublisher
{
    /// <summary>True for a moment after a failure: the next attempt would most likely fail too, so callers skip it.</summary>
    bool IsPaused { get; }

    /// <summary>Publishes a message in the trace that it was stored in. Once the task ends, the message can't be lost.</summary>
    /// <exception cref="TimeoutException">It was not confirmed in time. It may have arrived.</exception>
    /// <exception cref="InvalidOperationException">The broker refused it, or a subscriber on the in-memory transport could not handle it.</exception>
    Task PublishAsync(PendingMessage pending, CancellationToken cancellationToken);
}
