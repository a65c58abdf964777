using System.Runtime.InteropServices;

namespace SampleService;

/// <summary>Takes no signal as a reason to stop.</summary>
internal sealed class StubbornLifetime : IHostLifetime, IDisposable
{
    private readonly PosixSignalRegistration _sigterm =
        PosixSignalRegistration.Create(
            PosixSignal.SIGTERM, context => context.Cancel = true);

    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _sigterm.Dispose();
}
