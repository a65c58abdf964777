using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Errors;

namespace Scim.Bus.Ingress.Scim.Turns;

/// <summary>
/// Fair shares between tenants: each has a number of requests in progress at most. What comes beyond that waits in the tenant's own line,
/// first come, first served, and is refused after a while, or at once when the line is full. What is more than the tenant's rate, if there
/// is one, does not get into the line.
/// </summary>
internal sealed class TenantTurns(
    IOptions<ScimOptions> options, TenantRates rates, TurnTelemetry telemetry, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<TenantId, ConcurrencyLimiter> _tenants = new();

    /// <summary>Takes a turn, which ends when the result is disposed.</summary>
    /// <exception cref="ScimException">
    /// 429: the tenant had none to give within <see cref="ScimOptions.MaxWait"/>, or has sent more than its rate.
    /// </exception>
    public ValueTask<RateLimitLease> TakeAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        rates.Count(tenant);
        var limiter = _tenants.GetOrAdd(tenant, NewLimiter);
        var turn = limiter.AttemptAcquire();
        return turn.IsAcquired ? ValueTask.FromResult(turn) : WaitAsync(tenant, limiter, cancellationToken);
    }

    public void Dispose()
    {
        foreach (var limiter in _tenants.Values)
            limiter.Dispose();
    }

    private async ValueTask<RateLimitLease> WaitAsync(TenantId tenant, ConcurrencyLimiter limiter, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.Value.MaxWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var turn = await limiter.AcquireAsync(permitCount: 1, either.Token);
            if (turn.IsAcquired)
                return turn;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // It waited long enough.
        }

        telemetry.CountRefused(tenant, TurnTelemetry.Share);
        throw new ScimException(
            429,
            null,
            $"{options.Value.MaxRequestsInProgress} requests of this tenant are in progress, which is the most, and others wait. "
            + "Send it again.");
    }

    private ConcurrencyLimiter NewLimiter(TenantId tenant) => new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.Value.MaxRequestsInProgress,
        QueueLimit = options.Value.MaxRequestsWaiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });
}
