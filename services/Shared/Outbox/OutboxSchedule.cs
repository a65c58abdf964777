using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <summary>Computes when the sweeper looks at a document again.</summary>
internal static class OutboxSchedule
{
    /// <summary>
    /// How long the writer of a document has to publish what it left pending, before a sweeper takes the writer for dead. Sweeping too early is harmless:
    /// the message goes out twice with the same id.
    /// </summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestLease = TimeSpan.FromMinutes(10);

    /// <summary>Sets when the document is due: at the end of the lease if messages are pending, else when its scheduled work is.</summary>
    public static Document<T> Scheduled<T>(this Document<T> document, DateTimeOffset now)
        where T : class, IHasOutbox<T> =>
        document with { DueAt = document.Body.Pending.Count > 0 ? now + Lease : document.Body.NextDueAt };

    /// <summary>Claims the document for a sweeper and schedules the next attempt with backoff: the longer it is overdue, the later.</summary>
    public static Document<T> Claimed<T>(this Document<T> document, DateTimeOffset now)
        where T : class, IHasOutbox<T>
    {
        var since = document.Body.Pending.Count > 0 ? document.Body.Pending[0].At : document.Body.NextDueAt ?? now;
        var lease = (now - since) / 4;
        return document with { DueAt = now + (lease < Lease ? Lease : lease > LongestLease ? LongestLease : lease) };
    }
}
