namespace Scim.Bus.Simulation.Tests.Kernel;

/// <summary>An actor that waits before a step.</summary>
internal sealed class Gate(Actor actor, Step step)
{
    /// <remarks>Its continuations run at once, on the thread of the world.</remarks>
    private readonly TaskCompletionSource<FaultKind> _opened = new();

    public Actor Actor => actor;

    public Step Step => step;

    public Task<FaultKind> Opened => _opened.Task;

    public void Open(FaultKind fault) => _opened.SetResult(fault);
}
