namespace Scim.Bus.Ingress.Scim.Turns;

/// <summary>
/// A token bucket: is full at first, is refilled at a constant rate, and gives a token to each request while it has one. The platform's
/// <c>TokenBucketRateLimiter</c> has a timer for each and goes by the machine's own clock.
/// </summary>
/// <param name="perSecond">Tokens that are added in a second.</param>
/// <param name="capacity">Tokens that it holds at most.</param>
/// <param name="time">The clock.</param>
internal sealed class TokenBucket(int perSecond, int capacity, TimeProvider time)
{
    private readonly Lock _lock = new();
    private double _tokens = capacity;
    private long _filledAt = time.GetTimestamp();

    /// <summary>Takes a token. Returns false if there is none.</summary>
    public bool TryTake()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            _tokens = Math.Min(capacity, _tokens + (perSecond * time.GetElapsedTime(_filledAt, now).TotalSeconds));
            _filledAt = now;
            if (_tokens < 1)
                return false;
            _tokens--;
            return true;
        }
    }
}
