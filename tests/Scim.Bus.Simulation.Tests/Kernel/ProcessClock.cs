namespace Scim.Bus.Simulation.Tests.Kernel;

/// <summary>The clock of a process: the world's, but its time of day may be wrong. Its timers fire with the process's own code.</summary>
internal sealed class ProcessClock(WorldClock world, ProcessContext context) : TimeProvider
{
    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How far the time of day is ahead.</summary>
    public TimeSpan Offset { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => world.Now + Offset;

    public override long GetTimestamp() => (world.Now - Epoch).Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ProcessTimer(this, callback, state, dueTime, period);

    private sealed class ProcessTimer : ITimer
    {
        private readonly ProcessClock _clock;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private WorldClock.WorldTimer? _timer;

        public ProcessTimer(ProcessClock clock, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_clock, _callback, _state) = (clock, callback, state);
            Change(dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Dispose();
            if (dueTime == Timeout.InfiniteTimeSpan)
                return true;
            _timer = _clock.World.Schedule(dueTime, () =>
            {
                if (period > TimeSpan.Zero)
                    Change(period, period);
                _clock.Context.Post(state => _callback(state), _state);
            });
            return true;
        }

        public void Dispose()
        {
            if (_timer is not null)
                _timer.IsOver = true;
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private WorldClock World => world;

    private ProcessContext Context => context;
}
