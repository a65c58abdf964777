using Scim.Bus.Simulation.Tests.Processes;

namespace Scim.Bus.Simulation.Tests.Histories;

/// <summary>A request to a service, which is sent again until it is answered.</summary>
internal sealed record Request
{
    public required string Name { get; init; }

    public required string Service { get; init; }

    /// <summary>Sends it to a process. Its second argument is true if it may have been carried out before.</summary>
    public required Func<SimulatedProcess, bool, Task> SendAsync { get; init; }

    /// <summary>What it makes of the model once it is answered.</summary>
    public Action Answered { get; init; } = () => { };

    /// <summary>Called before the first attempt. Returns what must be true of the answer.</summary>
    public Func<Action>? Expect { get; init; }
}
