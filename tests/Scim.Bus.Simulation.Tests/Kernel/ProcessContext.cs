namespace Scim.Bus.Simulation.Tests.Kernel;

/// <summary>
/// Where the code of a simulated process goes on after each await: with the world's scheduler, as long as the process lives.
/// </summary>
internal sealed class ProcessContext(Scheduler scheduler) : SynchronizationContext
{
    /// <summary>True once the process was killed: nothing of it goes on.</summary>
    public bool IsDead { get; set; }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (!IsDead)
            scheduler.Add(this, d, state);
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();

    public override SynchronizationContext CreateCopy() => this;
}
