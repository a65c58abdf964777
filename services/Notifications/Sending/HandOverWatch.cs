using System.Collections.Concurrent;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Notifications.Sending;

/// <summary>
/// Tells a mail whose process is gone from one that another process is handing over. It goes by how long this process has seen the same
/// hand-over, whatever anybody's clock says: a mail that is called uncertain is never sent again.
/// </summary>
internal sealed class HandOverWatch(TimeProvider time)
{
    /// <summary>When a sweeper looks at a hand-over first.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    /// <summary>How long a hand-over may last from then on. Longer than the transport's own limit.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(50);

    private readonly ConcurrentDictionary<string, (DateTimeOffset? HandOver, long Since)> _seen = new(StringComparer.Ordinal);

    /// <summary>True once the hand-over has been seen for its limit.</summary>
    public bool IsAbandoned(Document<NotificationRecord> document)
    {
        var (now, handOver) = (time.GetTimestamp(), document.Body.NextDueAt);
        foreach (var (key, seen) in _seen)
        {
            // Most likely finished by its own process.
            if (time.GetElapsedTime(seen.Since, now) > Limit * 4)
                _seen.TryRemove(key, out _);
        }

        var (_, since) = _seen.AddOrUpdate(
            $"{document.Tenant}/{document.Id}",
            _ => (handOver, now),
            (_, seen) => seen.HandOver == handOver ? seen : (handOver, now));
        return time.GetElapsedTime(since, now) >= Limit;
    }
}
