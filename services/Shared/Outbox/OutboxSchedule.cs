using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <summary>Computes when a document is due for the sweeper.</summary>
internal static class OutboxSchedule
{
    /// <summary>
    /// How long the process that wrote a document has to publish its messages before a sweeper takes over. Taking over too early is
    /// harmless: the message is published twice with the same id.
    /// </summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan LongestLease = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Sets when the document is due: when the lease expires if messages are pending, otherwise when its scheduled work is due.
    /// </summary>
    public static Document<T> Scheduled<T>(this Document<T> document, DateTimeOffset now)
        where T : class, IHasOutbox<T> =>
        document with { DueAt = document.Body.Pending.Count > 0 ? now + Lease : document.Body.NextDueAt };

    /// <summary>
    /// Claims the document for a sweeper and schedules the next attempt with backoff: a quarter of the time since the first. An outage of
    /// the broker is not the document's fault: it is due again as soon as the lease ends, so that all is published once the outage ends.
    /// </summary>
    public static Document<T> Claimed<T>(this Document<T> document, DateTimeOffset now, TimeSpan sinceFirst, bool isBrokerAway)
        where T : class, IHasOutbox<T>
    {
        if (isBrokerAway)
            return document with { DueAt = now + Lease };
        var lease = sinceFirst / 4;
        return document with { DueAt = now + (lease < Lease ? Lease : lease > LongestLease ? LongestLease : lease) };
    }
}
