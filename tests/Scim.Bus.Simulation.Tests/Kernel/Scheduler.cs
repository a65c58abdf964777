namespace Scim.Bus.Simulation.Tests.Kernel;

/// <summary>
/// Runs everything of a world on one thread. What the code under test awaits comes back here, so once nothing is ready, every actor waits
/// at a gate, for another actor, or for a time: then somebody may choose who goes on.
/// </summary>
internal sealed class Scheduler
{
    private readonly Queue<(ProcessContext Context, SendOrPostCallback Callback, object? State)> _ready = [];
    private volatile bool _isLeft;
    private readonly int _thread = Environment.CurrentManagedThreadId;

    /// <summary>The gates at which actors wait, in the order in which they came.</summary>
    public List<Gate> Gates { get; } = [];

    /// <summary>True on the world's own thread.</summary>
    public bool IsHere => Environment.CurrentManagedThreadId == _thread;

    public void Add(ProcessContext context, SendOrPostCallback callback, object? state)
    {
        // Thrown on another thread it would end the test host.
        if (IsHere)
            _ready.Enqueue((context, callback, state));
        else
            _isLeft = true;
    }

    /// <summary>Runs until every actor waits.</summary>
    public void Drain()
    {
        RequireHere();
        while (_ready.TryDequeue(out var next))
        {
            if (next.Context.IsDead)
                continue;
            SynchronizationContext.SetSynchronizationContext(next.Context);
            next.Callback(next.State);
        }

        SynchronizationContext.SetSynchronizationContext(null);
    }

    /// <summary>Waits at a gate until the seed lets this actor go on. Returns what befalls the step.</summary>
    public Task<FaultKind> EnterAsync(Actor actor, Step step)
    {
        RequireHere();
        var gate = new Gate(actor, step);
        Gates.Add(gate);
        return gate.Opened;
    }

    /// <summary>Lets an actor go on, until everybody waits again.</summary>
    public void Open(Gate gate, FaultKind fault)
    {
        Gates.Remove(gate);
        // Without a context here: what captured one is posted to it, and libraries that capture none go on at once, on this thread.
        SynchronizationContext.SetSynchronizationContext(null);
        gate.Open(fault);
        Drain();
    }

    /// <summary>A step on another thread would not be repeatable.</summary>
    private void RequireHere()
    {
        if (_isLeft || !IsHere)
            throw new InvalidOperationException("A step has left the thread of its world, so its seed does not repeat it.");
    }
}
