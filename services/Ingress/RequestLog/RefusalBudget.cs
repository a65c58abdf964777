using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.RequestLog;

/// <summary>How many refusals of a tenant get a record of their own in a minute. The others are counted by their reasons.</summary>
internal sealed class RefusalBudget(TimeProvider time)
{
    /// <summary>Records of a tenant's refusals in a minute.</summary>
    public const int InAMinute = 600;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<TenantId, int> _counts = [];
    private long _since = time.GetTimestamp();

    /// <summary>True if a refusal gets a record.</summary>
    public bool TryTake(TenantId tenant)
    {
        lock (_lock)
        {
            if (time.GetElapsedTime(_since) >= Minute)
            {
                _counts.Clear();
                _since = time.GetTimestamp();
            }

            var count = _counts.GetValueOrDefault(tenant);
            _counts[tenant] = count + 1;
            return count < InAMinute;
        }
    }
}
