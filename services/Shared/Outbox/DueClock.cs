namespace Scim.Bus.Outbox;

/// <summary>
/// The time that due times, leases and timers are stored and compared in. It begins at the time of day and then goes by the machine's
/// monotonic clock, so it never jumps back. Processes of a service agree on the latest of theirs (<see cref="DueClockSync"/>), so a lease
/// lasts as long in each, whatever their times of day are. What people read has the time of day.
/// </summary>
public sealed class DueClock
{
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly Lock _lock = new();
    private DateTimeOffset _base;

    /// <summary>Creates a clock that shows the time of day.</summary>
    public DueClock(TimeProvider time) => (_time, _base, _start) = (time, time.GetUtcNow(), time.GetTimestamp());

    /// <summary>The current time of this clock, UTC.</summary>
    public DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _base + _time.GetElapsedTime(_start);
    }

    /// <summary>The time of day, UTC: what messages in outboxes have.</summary>
    internal DateTimeOffset GetTimeOfDay() => _time.GetUtcNow();

    /// <summary>Advances to another process's time, if that is later.</summary>
    internal void CatchUpWith(DateTimeOffset other)
    {
        lock (_lock)
        {
            var ahead = other - (_base + _time.GetElapsedTime(_start));
            if (ahead > TimeSpan.Zero)
                _base += ahead;
        }
    }
}
