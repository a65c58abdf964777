namespace Scim.Bus.Console.Tests.Parts;

/// <summary>The real clock, moved forward. Its timers are real.</summary>
internal sealed class MovableClock : TimeProvider
{
    private long _offset;

    public void Advance(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + new TimeSpan(Interlocked.Read(ref _offset));

    public override long GetTimestamp() =>
        base.GetTimestamp() + (Interlocked.Read(ref _offset) * TimestampFrequency / TimeSpan.TicksPerSecond);
}
