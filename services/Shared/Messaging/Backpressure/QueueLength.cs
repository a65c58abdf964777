namespace Scim.Bus.Messaging.Backpressure;

/// <summary>What the broker says of a queue.</summary>
/// <param name="Ready">Messages that wait in it.</param>
/// <param name="Consumers">Processes that read from it.</param>
internal sealed record QueueLength(long Ready, long Consumers);
