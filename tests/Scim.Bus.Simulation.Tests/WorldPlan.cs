using Scim.Bus.Simulation.Tests.Faults;
using Scim.Bus.Simulation.Tests.Histories;

namespace Scim.Bus.Simulation.Tests;

/// <summary>All that a history follows from: its pushes, its faults, and the seed of every choice in between.</summary>
internal sealed record WorldPlan
{
    /// <summary>The seed of all choices.</summary>
    public required int Seed { get; init; }

    public required IReadOnlyList<Push> Pushes { get; init; }

    public required IReadOnlyList<FaultEvent> Faults { get; init; }

    /// <summary>The plan of a seed.</summary>
    public static WorldPlan FromSeed(int seed)
    {
        var pushes = PushScript.Choose(new Random(seed));
        return new WorldPlan
        {
            Seed = seed,
            Pushes = pushes,
            // A push takes some forty steps.
            Faults = FaultSchedule.Choose(new Random(unchecked(seed * 31) + 1), 40 * pushes.Count),
        };
    }
}
