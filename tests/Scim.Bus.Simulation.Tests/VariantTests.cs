using Scim.Bus.Simulation.Tests.Variants;
using Scim.Bus.Testing;
using Xunit.Abstractions;

namespace Scim.Bus.Simulation.Tests;

/// <summary>Builds that break a promise are caught, so that a run in which nothing is found says something.</summary>
public sealed class VariantTests(ITestOutputHelper output)
{
    /// <param name="name">The build.</param>
    /// <param name="promise">Begins the name of the promise that is seen to be broken.</param>
    /// <param name="from">The history to begin with: most say nothing about some builds. With <c>--full</c> it is the first.</param>
    /// <param name="within">How many histories it may take.</param>
    [Theory]
    [InlineData(nameof(EventsInASecondWrite), "I1", 0, 10)]
    [InlineData(nameof(PublishesWithoutConfirmation), "I2", 0, 100)]
    [InlineData(nameof(LastArrivalWins), "Accounts", 0, 100)]
    [InlineData(nameof(GroupBeforeItsPermissions), "I4", 80, 1_000)]
    [InlineData(nameof(SagasWithoutTimers), "Accounts", 0, 100)]
    [InlineData(nameof(LoudNoOps), "I6", 0, 100)]
    [InlineData(nameof(QueriesAcrossTenants), "I7", 0, 100)]
    [InlineData(nameof(PublishesWithoutTrace), "I8", 0, 10)]
    [InlineData(nameof(BrokerOutageIsPoison), "Nothing is set aside", 70, 1_000)]
    [InlineData(nameof(SettingsReadBeforeTheWriteOnly), "Accounts", 0, 1_000)]
    [InlineData(nameof(WalkEndsAtTheFirstFailure), "It does not come to rest", 0, 100)]
    [InlineData(nameof(NoLoginExchange), "I5", 50, 1_000)]
    [Trait("Takes", "Seconds")]
    public void Every_broken_build_is_caught(string name, string promise, int from, int within)
    {
        var type = typeof(Variant).Assembly.GetType($"{typeof(Variant).Namespace}.{name}")!;
        var first = TestSize.Choose("SCIMBUS_SIMULATION_FROM", ordinary: from, full: 0);
        for (var seed = first; seed < from + within; seed++)
        {
            var variant = (Variant)Activator.CreateInstance(type)!;
            var plan = variant.PlanOf(seed);
            if (Simulation.Run(plan, variant) is not { } broken)
                continue;
            output.WriteLine($"{name} is caught by history {seed} ({seed - first + 1} tried): {broken.Message.Split('\n')[0]}");
            Assert.StartsWith(promise, broken.Promise, StringComparison.Ordinal);
            return;
        }

        Assert.Fail($"{name} was not caught within {within} histories.");
    }
}
