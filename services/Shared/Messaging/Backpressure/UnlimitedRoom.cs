using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Messaging.Backpressure;

/// <summary>The in-memory transport: the relay waits until a message is handled, so queues are as short as its workers are few.</summary>
internal sealed class UnlimitedRoom : IQueueRoom
{
    public ValueTask TakeAsync(Type message, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
