using Microsoft.Extensions.Diagnostics.HealthChecks;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.ServiceDefaults.Health;

/// <summary>Health check of the document store: healthy if it can be written.</summary>
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
