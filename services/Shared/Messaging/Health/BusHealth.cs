using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Scim.Bus.Messaging.Health;

/// <summary>
/// Health check of the bus. MassTransit's own check has one answer for every service: degraded, or unhealthy if the broker was never there. By it a
/// consumer that can't consume would be ready, and an ingress that starts during an outage would not be, though it can accept pushes.
/// </summary>
internal static class BusHealth
{
    /// <summary>Tag of MassTransit's own check, which no endpoint asks.</summary>
    public const string NotAsked = "masstransit";

    /// <summary>Tag of the checks that <c>/health/ready</c> asks.</summary>
    private const string Ready = "ready";

    public static void AddBusHealth(this IServiceCollection services)
    {
        var reportsDegraded = services.Any(service => service.ServiceType == typeof(DegradedWithoutBroker));
        services.AddHealthChecks().AddCheck<Check>("bus", reportsDegraded ? HealthStatus.Degraded : HealthStatus.Unhealthy, [Ready]);
    }

    /// <summary>Marker in the service collection: the host stays ready without a broker.</summary>
    internal sealed class DegradedWithoutBroker;

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
