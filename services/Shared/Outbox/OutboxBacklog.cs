using System.Text.Json;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <summary>Estimates how much waits in the outboxes of a collection.</summary>
/// <typeparam name="T">Type of the documents' bodies.</typeparam>
public sealed class OutboxBacklog<T>(IDocumentCollection<T> collection, DueClock clock) : IOutboxBacklog
    where T : class, IHasOutbox<T>
{
    private const int Sample = 50;

    /// <inheritdoc />
    public async Task<long> EstimateBytesAsync(CancellationToken cancellationToken)
    {
        // A sweeper that has claimed a document has postponed it by the lease.
        var until = clock.GetUtcNow() + OutboxSchedule.LongestLease;
        var count = await collection.CountDueAsync(until, cancellationToken);
        if (count == 0)
            return 0;
        var sample = await collection.DueAsync(until, Sample, cancellationToken);
        return sample.Count == 0 ? 0 : (long)(sample.Average(document => (double)BytesOf(document.Body)) * count);
    }

    private static long BytesOf(T body) =>
        body.Pending
            .Where(entry => entry.Local is null)
            .Sum(message => (long)JsonSerializer.SerializeToUtf8Bytes(message, MessageTypes.Json).Length);
}
