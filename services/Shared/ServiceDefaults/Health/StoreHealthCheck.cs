using Microsoft.Extensions.Diagnostics.HealthChecks;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.ServiceDefaults.Health;

/// <summary>Ready means that the store answers.</summary>
internal sealed class StoreHealthCheck(IDocumentStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.PingAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (StoreUnavailableException e)
        {
            return HealthCheckResult.Unhealthy(e.Message, e);
        }
    }
}
