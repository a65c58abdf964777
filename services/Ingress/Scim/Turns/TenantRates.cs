using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Errors;

namespace Scim.Bus.Ingress.Scim.Turns;

/// <summary>
/// How many requests each tenant may send in a second (<see cref="ScimOptions.MaxRequestsPerSecond"/>), if there is such a limit.
/// </summary>
internal sealed class TenantRates(IOptions<ScimOptions> options, TurnTelemetry telemetry, TimeProvider time)
{
    /// <summary>Seconds that a tenant may be silent and then make up for at once.</summary>
    private const int BurstSeconds = 10;

    private readonly int _limit = options.Value.MaxRequestsPerSecond;
    private readonly ConcurrentDictionary<TenantId, TokenBucket> _tenants = new();

    /// <summary>Counts a request.</summary>
    /// <exception cref="ScimException">429: the tenant has sent more than it may.</exception>
    public void Count(TenantId tenant)
    {
        if (_limit == 0 || _tenants.GetOrAdd(tenant, NewBucket).TryTake())
            return;
        telemetry.CountRefused(tenant, TurnTelemetry.Rate);
        throw new ScimException(
            StatusCodes.Status429TooManyRequests,
            null,
            $"This tenant may send {_limit} requests a second, and has sent more. Send it again.");
    }

    private TokenBucket NewBucket(TenantId tenant) => new(_limit, BurstSeconds * _limit, time);
}
