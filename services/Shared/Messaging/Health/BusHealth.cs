using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Scim.Bus.Messaging.Health;

/// <summary>
/// What a broker that is away means for a service's readiness. MassTransit's own check has one answer for all: degraded, or unhealthy if the broker
/// was never there; so a consumer that can't consume would be ready, and an ingress that starts during an outage would not, though it can accept
/// pushes.
/// </summary>
internal static class BusHealth
{
    /// <summary>The tag that MassTransit's own check gets, so that nobody asks it.</summary>
    public const string NotAsked = "masstransit";

    /// <summary>The tag of checks that <c>/health/ready</c> asks.</summary>
    private const string Ready = "ready";

    public static void AddBusHealth(this IServiceCollection services)
    {
        var isOfUse = services.Any(service => service.ServiceType == typeof(OfUseWithoutBroker));
        services.AddHealthChecks().AddCheck<Check>("bus", isOfUse ? HealthStatus.Degraded : HealthStatus.Unhealthy, [Ready]);
    }

    /// <summary>Stands among the registrations of a host that is of use without a broker.</summary>
    internal sealed class OfUseWithoutBroker;

    private sealed class Check(IBusControl bus) : IHealthCheck
    {
        /// <remarks>A bus without any endpoint would not notice that its broker is away; every service has one.</remarks>
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var health = bus.CheckHealth();
            return Task.FromResult(health.Status == BusHealthStatus.Healthy
                ? HealthCheckResult.Healthy(health.Description)
                : new HealthCheckResult(context.Registration.FailureStatus, health.Description, health.Exception));
        }
    }
}
