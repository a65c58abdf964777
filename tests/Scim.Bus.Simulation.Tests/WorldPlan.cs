using Scim.Bus.Simulation.Tests.Faults;
using Scim.Bus.Simulation.Tests.Histories;

namespace Scim.Bus.Simulation.Tests;

/// <summary>All that a history follows from: its pushes, its faults, and the seed of every choice in between.</summary>
internal sealed record WorldPlan
{
    /// <summary>A push takes some forty steps.</summary>
    private const int StepsOfPush = 40;

    /// <summary>The seed of all choices.</summary>
    public required int Seed { get; init; }

    public required IReadOnlyList<Push> Pushes { get; init; }

    public required IReadOnlyList<FaultEvent> Faults { get; init; }

    /// <summary>The command that runs this history again.</summary>
    public string Command
    {
        get
        {
            var whole = FromSeed(Seed);
            var left = whole.Pushes.Except(Pushes).Select(push => FormattableString.Invariant($"p{push.Number}"))
                .Concat(whole.Faults.Except(Faults).Select(fault => FormattableString.Invariant($"f{fault.Number}")));
            var without = string.Join(',', left);
            return FormattableString.Invariant($"SCIMBUS_SIMULATION_SEED={Seed} ")
                + (without.Length == 0 ? "" : $"SCIMBUS_SIMULATION_WITHOUT={without} ")
                + "tests/run.sh Simulation";
        }
    }

    /// <summary>The plan of a seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="without">Pushes and faults to leave out, such as <c>p3,f0</c>.</param>
    public static WorldPlan FromSeed(int seed, string without = "")
    {
        var pushes = PushScript.Choose(new Random(seed));
        var faults = FaultSchedule.Choose(new Random(unchecked(seed * 31) + 1), StepsOfPush * pushes.Count);
        var left = without.Split(',').ToHashSet(StringComparer.Ordinal);
        return new WorldPlan
        {
            Seed = seed,
            Pushes = [.. pushes.Where(push => !left.Contains(FormattableString.Invariant($"p{push.Number}")))],
            Faults = [.. faults.Where(fault => !left.Contains(FormattableString.Invariant($"f{fault.Number}")))],
        };
    }
}
