namespace Scim.Bus.Simulation.Tests.Kernel;

/// <summary>The time of a world. It moves only when the world says so; then the timers that are due fire, the earliest first.</summary>
internal sealed class WorldClock
{
    private readonly PriorityQueue<WorldTimer, (DateTimeOffset, long)> _timers = new();
    private long _count;

    public DateTimeOffset Now { get; private set; } = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>When the next timer fires; null if none is set.</summary>
    public DateTimeOffset? NextTimer
    {
        get
        {
            while (_timers.TryPeek(out var timer, out _) && timer.IsOver)
                _timers.Dequeue();
            return _timers.TryPeek(out _, out var due) ? due.Item1 : null;
        }
    }

    public void Advance(TimeSpan by)
    {
        var end = Now + by;
        while (NextTimer is { } due && due <= end)
        {
            Now = due > Now ? due : Now;
            _timers.Dequeue().Fire();
        }

        Now = end;
    }

    public WorldTimer Schedule(TimeSpan after, Action callback)
    {
        var timer = new WorldTimer(callback);
        _timers.Enqueue(timer, (Now + after, ++_count));
        return timer;
    }

    internal sealed class WorldTimer(Action callback)
    {
        public bool IsOver { get; set; }

        public void Fire()
        {
            IsOver = true;
            callback();
        }
    }
}
