namespace Scim.Bus.Testing;

/// <summary>A clock whose time of day jumps, while its timestamps go on as they do on a real machine. Timers are real.</summary>
public sealed class JumpingClock : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private long _elapsed;
    private long _jump;

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed
    {
        get => new(Interlocked.Read(ref _elapsed));
        set => Interlocked.Exchange(ref _elapsed, value.Ticks);
    }

    /// <summary>How far the time of day is off.</summary>
    public TimeSpan Jump
    {
        get => new(Interlocked.Read(ref _jump));
        set => Interlocked.Exchange(ref _jump, value.Ticks);
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Start + Elapsed + Jump;

    public override long GetTimestamp() => Elapsed.Ticks;
}
