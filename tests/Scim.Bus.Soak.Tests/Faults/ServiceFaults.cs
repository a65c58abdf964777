using Scim.Bus.Soak.Tests.Sites;

namespace Scim.Bus.Soak.Tests.Faults;

/// <summary>A fault of one process that is picked at random.</summary>
internal abstract class ServiceFault(string name) : Fault(name, FaultPart.Services)
{
    public sealed override async Task RunAsync(SoakSite site, Random random)
    {
        if (site.Claim(random) is not { } process) return;
        try
        {
            using var _ = site.Disturbances.Begin();
            site.Story.Tell($"{Name}: {process.Name} {process.ProcessId}");
            await RunAsync(process, random, site);
        }
        finally
        {
            site.Release(process);
        }
    }

    protected abstract Task RunAsync(ServiceProcess process, Random random, SoakSite site);
}

/// <summary>SIGKILL, and a new start.</summary>
internal sealed class KillService() : ServiceFault("kill -9 of a service")
{
    protected override async Task RunAsync(ServiceProcess process, Random random, SoakSite site)
    {
        await process.KillAsync();
        await process.RestartAsync();
    }
}

/// <summary>SIGTERM: the process has to end by itself and without an error, whatever it has in hand.</summary>
internal sealed class StopService() : ServiceFault("SIGTERM to a service")
{
    /// <summary>Far more than an orchestrator grants, for a machine that is ten times slower.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(3);

    protected override async Task RunAsync(ServiceProcess process, Random random, SoakSite site)
    {
        var exit = await process.StopAsync(Hang);
        site.NoteStop(exit.Took);
        site.Story.Tell(FormattableString.Invariant(
            $"{process.Name} ended {exit.Took.TotalSeconds:0.0} s after SIGTERM with code {exit.ExitCode}"));
        if (!exit.IsClean) throw new SoakFailedException($"{process.Name} did not end in order after SIGTERM: {exit}");
        await process.RestartAsync();
    }
}

/// <summary>SIGSTOP for longer than the leases of what the process has in hand, and SIGCONT.</summary>
/// <param name="seconds">How long, at least.</param>
internal sealed class FreezeService(int seconds) : ServiceFault($"SIGSTOP of a service for {seconds} s")
{
    protected override async Task RunAsync(ServiceProcess process, Random random, SoakSite site)
    {
        process.Freeze();
        await LastAsync(seconds, seconds + 3, random);
        process.Thaw();
    }
}
