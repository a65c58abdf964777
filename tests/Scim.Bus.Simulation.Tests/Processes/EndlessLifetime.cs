using Microsoft.Extensions.Hosting;

namespace Scim.Bus.Simulation.Tests.Processes;

/// <summary>A process that is never asked to stop: it is killed.</summary>
internal sealed class EndlessLifetime : IHostApplicationLifetime
{
    public CancellationToken ApplicationStarted => CancellationToken.None;

    public CancellationToken ApplicationStopping => CancellationToken.None;

    public CancellationToken ApplicationStopped => CancellationToken.None;

    public void StopApplication() => throw new NotSupportedException();
}
