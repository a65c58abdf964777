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

    /// <summary>Shortest time that every store keeps.</summary>
    private static readonly TimeSpan Notice = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// Sets when the document is due: when the first lease ends if messages are pending, otherwise when its scheduled work is due.
    /// </summary>
    public static Document<T> Scheduled<T>(this Document<T> document, DueClock clock)
        where T : class, IHasOutbox<T>
    {
        var pending = document.Body.Pending;
        return document with { DueAt = pending.Count > 0 ? FirstLeaseEnd(pending, document.DueAt, clock) : document.Body.NextDueAt };
    }

    /// <summary>
    /// Whether a message is left to the process that stored it, or else to a sweeper: it was read from the store, and its lease goes on.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="timeOfDay">The time of day, UTC. If the message's is off by a lease or more, one is wrong, and nobody waits.</param>
    public static bool IsLeftToOthers(this PendingMessage message, DateTimeOffset timeOfDay) =>
        message.IsRead() && (timeOfDay - message.At).Duration() < Lease;

    /// <summary>
    /// Returns when the document is due once published messages were taken out of it: earlier than before while others are left, so that
    /// whoever takes out others meanwhile notices.
    /// </summary>
    public static DateTimeOffset? DueAfterRemoval<T>(Document<T> read, T left, DueClock clock)
        where T : class, IHasOutbox<T>
    {
        if (left.Pending.Count == 0)
            return left.NextDueAt;
        var first = FirstLeaseEnd(left.Pending, read.DueAt, clock);
        return read.DueAt is { } before && before <= first ? before - Notice : first;
    }

    /// <summary>Whether it was read from the store: another process stored it, or this one did some time ago.</summary>
    private static bool IsRead(this PendingMessage message) => message.Message is null && message.Local is null;

    /// <summary>
    /// When the first lease ends. A message that was read keeps its lease; once that has ended, a write does not put off when the document
    /// is due.
    /// </summary>
    private static DateTimeOffset FirstLeaseEnd(IReadOnlyList<PendingMessage> pending, DateTimeOffset? before, DueClock clock)
    {
        var (now, timeOfDay) = (clock.GetUtcNow(), clock.GetTimeOfDay());
        var first = now + Lease;
        for (var i = 0; i < pending.Count; i++)
        {
            if (!pending[i].IsRead())
                continue;
            var end = pending[i].IsLeftToOthers(timeOfDay) ? now + (pending[i].At + Lease - timeOfDay) : before;
            if (end < first)
                first = end.Value;
        }

        return first;
    }

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
