using Scim.Bus.Contracts;
using Scim.Bus.Simulation.Tests.Processes;

namespace Scim.Bus.Simulation.Tests.Kernel;

/// <summary>Something that goes on by itself in a process: a request, a delivery, a sweep.</summary>
internal sealed class Actor(SimulatedProcess process, string name, TenantId? tenant, bool isPush)
{
    private static readonly AsyncLocal<Actor?> CurrentActor = new();

    /// <summary>The actor whose code runs now.</summary>
    public static Actor Current => CurrentActor.Value ?? throw new InvalidOperationException("No actor runs here.");

    public SimulatedProcess Process => process;

    /// <summary>The tenant that it is about; null for sweeps, which look at all.</summary>
    public TenantId? Tenant => tenant;

    /// <summary>True for a request of an identity provider.</summary>
    public bool IsPush => isPush;

    /// <summary>True for one that goes on only now and then, so that much happens between two of its steps.</summary>
    public bool IsSlow { get; init; }

    public override string ToString() => $"{process} {name}";

    /// <summary>Runs work as this actor until it waits for the first time.</summary>
    /// <param name="isOnContext">
    /// False for the state machine: MassTransit's own code goes on without a context, and would leave the thread from within one.
    /// </param>
    /// <param name="work">The work.</param>
    /// <param name="ended">Called when it has ended, with its failure if there was one.</param>
    public void Run(bool isOnContext, Func<Task> work, Action<Exception?> ended)
    {
        SynchronizationContext.SetSynchronizationContext(isOnContext ? process.Context : null);
        CurrentActor.Value = this;
        _ = RunAsync(work, ended);
        CurrentActor.Value = null;
        SynchronizationContext.SetSynchronizationContext(null);
    }

    private static async Task RunAsync(Func<Task> work, Action<Exception?> ended)
    {
        Exception? failure = null;
        try
        {
            await work();
        }
#pragma warning disable CA1031 // Whoever started it judges the failure.
        catch (Exception e)
        {
            failure = e;
        }
#pragma warning restore CA1031

        ended(failure);
    }
}
