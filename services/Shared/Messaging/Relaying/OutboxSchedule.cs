using Scim.Bus.DocumentStore;

namespace Scim.Bus.Messaging.Relaying;

/// <summary>When a document must be looked at again.</summary>
internal static class OutboxSchedule
{
    /// <summary>
    /// How long whoever wrote a document has to publish what it left pending, before a sweeper takes it for dead. A sweeper that is too
    /// early does no harm: the message goes out twice with one id.
    /// </summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestLease = TimeSpan.FromMinutes(10);

    /// <summary>The document with the time at which it is due: the lease's end, or that of its other work.</summary>
    public static Document<T> Scheduled<T>(this Document<T> document, DateTimeOffset now)
        where T : class, IOutboxBody<T> =>
        document with { DueAt = document.Body.Pending.Count > 0 ? now + Lease : document.Body.WorkDueAt };

    /// <summary>The document as claimed by a sweeper: what stays unpublished for long is tried less often.</summary>
    public static Document<T> Claimed<T>(this Document<T> document, DateTimeOffset now)
        where T : class, IOutboxBody<T>
    {
        var since = document.Body.Pending.Count > 0 ? document.Body.Pending[0].At : document.Body.WorkDueAt ?? now;
        var lease = (now - since) / 4;
        return document with { DueAt = now + (lease < Lease ? Lease : lease > LongestLease ? LongestLease : lease) };
    }
}
