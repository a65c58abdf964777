using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Scim.Bus.ServiceDefaults.Startup;

/// <summary>
/// Says so if a stop took all the time that it may take, and what was left was cut short. Nothing is lost by it, but something did not heed
/// the stop. Registered first, so it is stopped last.
/// </summary>
internal sealed class StopReport(ILogger<StopReport> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            logger.LogWarning("The stop took too long and was cut short");
        return Task.CompletedTask;
    }
}
