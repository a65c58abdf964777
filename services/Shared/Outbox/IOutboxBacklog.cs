namespace Scim.Bus.Outbox;

/// <summary>How much waits in the outboxes of a collection.</summary>
public interface IOutboxBacklog
{
    /// <summary>
    /// Estimates the bytes of the messages that were not published, from the number of documents and a sample of them. What was set aside
    /// is not among them, nor are local entries, which wait for nothing but the store itself.
    /// </summary>
    Task<long> EstimateBytesAsync(CancellationToken cancellationToken);
}
