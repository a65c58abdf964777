using Scim.Bus.Contracts.Internal;
using Scim.Bus.Simulation.Tests.Messages;

namespace Scim.Bus.Simulation.Tests;

/// <summary>The simulator repeats what a seed says, step by step.</summary>
public sealed class SimulationTests
{
    private const int Seeds = 20;

    [Fact]
    [Trait("Takes", "Seconds")]
    public void A_seed_always_makes_the_same_history()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var first = Run(seed);
            Assert.NotEmpty(first.Story);
            var second = Run(seed);
            Assert.Equal(first.Story, second.Story);
            Assert.Equal((first.Steps, first.Fingerprint), (second.Steps, second.Fingerprint));
        }
    }

    [Fact]
    public void Every_queue_of_the_services_is_simulated()
    {
        var core = CoreQueues.All.Except(ConsoleQueues.Core).Select(queue => queue.Name);
        Assert.Empty(core.Except(Consumers.Queues));
    }

    private static World Run(int seed)
    {
        var world = new World(WorldPlan.FromSeed(seed), isTold: true);
        world.Run();
        return world;
    }
}
