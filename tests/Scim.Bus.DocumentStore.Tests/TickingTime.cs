namespace Scim.Bus.DocumentStore.Tests;

/// <summary>A clock that is a millisecond later each time somebody looks, so that a test counts steps instead of time.</summary>
/// <param name="onLook">Hears of each look, with its number.</param>
internal sealed class TickingTime(Action<long>? onLook = null) : TimeProvider
{
    private long _looks;

    public override long TimestampFrequency => 1_000;

    public override long GetTimestamp()
    {
        var look = Interlocked.Increment(ref _looks);
        onLook?.Invoke(look);
        return look;
    }
}
