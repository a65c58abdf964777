using System.Collections.Concurrent;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <summary>
/// Since when this process has claimed a document for the same work in vain. Measured by the process itself: a time of day in the document
/// may be of a clock that was wrong, and the next attempt would wait for minutes.
/// </summary>
internal sealed class ClaimHistory<T>(TimeProvider time)
    where T : class, IHasOutbox<T>
{
    private static readonly TimeSpan Retention = OutboxSchedule.LongestLease * 2;

    private readonly ConcurrentDictionary<(TenantId, string), Entry> _entries = [];
    private long _cleaned = time.GetTimestamp();

    /// <summary>Notes a claim, and returns the time since the first one.</summary>
    public TimeSpan Claimed(Document<T> document)
    {
        var now = time.GetTimestamp();
        Clean(now);
        var work = WorkOf(document);
        var entry = _entries.AddOrUpdate(
            (document.Tenant, document.Id),
            _ => new Entry(work, now, now),
            (_, present) => present.Work == work ? present with { Last = now } : new Entry(work, now, now));
        return time.GetElapsedTime(entry.First, now);
    }

    private static (Guid? Message, DateTimeOffset? DueAt) WorkOf(Document<T> document) =>
        document.Body.Pending.Count > 0 ? (document.Body.Pending[0].MessageId, null) : (null, document.Body.NextDueAt);

    private void Clean(long now)
    {
        if (time.GetElapsedTime(_cleaned, now) < OutboxSchedule.LongestLease)
            return;
        _cleaned = now;
        foreach (var (key, entry) in _entries)
        {
            if (time.GetElapsedTime(entry.Last, now) > Retention)
                _entries.TryRemove(key, out _);
        }
    }

    private sealed record Entry((Guid? Message, DateTimeOffset? DueAt) Work, long First, long Last);
}
