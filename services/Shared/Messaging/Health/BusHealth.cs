using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Scim.Bus.Messaging.Health;

/// <summary>
/// Health check of the bus, in place of MassTransit's, which treats all services alike. With that one, a service that only consumes would
/// be ready during an outage, and an ingress that starts during one would not be, although it can accept pushes.
/// </summary>
internal static class BusHealth
{
    /// <summary>Tag of MassTransit's own check, which no probe includes.</summary>
    public const string NotAsked = "masstransit";

    /// <summary>Tag of the checks that <c>/health/ready</c> includes.</summary>
    private const string Ready = "ready";

    public static void AddBusHealth(this IServiceCollection services)
    {
        var reportsDegraded = services.Any(service => service.ServiceType == typeof(DegradedWithoutBroker));
        services.AddHealthChecks().AddCheck<Check>("bus", reportsDegraded ? HealthStatus.Degraded : HealthStatus.Unhealthy, [Ready]);
    }

    /// <summary>Marker in the service collection: an outage of the broker is reported as <c>Degraded</c>.</summary>
    internal sealed class DegradedWithoutBroker;

    private sealed class Check(IBusControl bus) : IHealthCheck
    {
        /// <remarks>A bus without receive endpoints does not notice an outage; each of our services has at least one.</remarks>
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var health = bus.CheckHealth();
            return Task.FromResult(health.Status == BusHealthStatus.Healthy
                ? HealthCheckResult.Healthy(health.Description)
                : new HealthCheckResult(context.Registration.FailureStatus, health.Description, health.Exception));
        }
    }
}
