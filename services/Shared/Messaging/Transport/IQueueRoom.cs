namespace Scim.Bus.Messaging.Transport;

/// <summary>
/// Keeps queues short. A queue is first in, first out, so whatever one tenant has in it is ahead of all others; what is not handed to it
/// yet waits in the outboxes, where tenants take turns.
/// </summary>
public interface IQueueRoom
{
    /// <summary>Waits until the queues that a message type goes to have room for one more, and takes it.</summary>
    ValueTask TakeAsync(Type message, CancellationToken cancellationToken);
}
