namespace Scim.Bus.Outbox;

/// <summary>
/// Ticks once a second for all sweepers of the process: one timer and one waking thread for many outboxes, most of which have nothing to
/// do.
/// </summary>
internal sealed class SweepPulse(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private TaskCompletionSource _next = NewTick();
    private ITimer? _timer;
    private long _ticks;

    /// <summary>Waits for a tick that the caller has not seen: at once if there was one while it did something else.</summary>
    /// <param name="seen">The number that the last wait returned, 0 at first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The number of the tick.</returns>
    public async Task<long> WaitAsync(long seen, CancellationToken cancellationToken)
    {
        Task next;
        lock (_lock)
        {
            _timer ??= time.CreateTimer(_ => Tick(), null, Every, Every);
            if (_ticks > seen)
                return _ticks;
            next = _next.Task;
        }

        await next.WaitAsync(cancellationToken);
        lock (_lock)
            return _ticks;
    }

    /// <inheritdoc />
    public void Dispose() => _timer?.Dispose();

    private void Tick()
    {
        TaskCompletionSource tick;
        lock (_lock)
        {
            _ticks++;
            (tick, _next) = (_next, NewTick());
        }

        tick.SetResult();
    }

    private static TaskCompletionSource NewTick() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
