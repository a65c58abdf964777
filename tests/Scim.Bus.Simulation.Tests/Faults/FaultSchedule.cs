using Scim.Bus.Simulation.Tests.Kernel;

namespace Scim.Bus.Simulation.Tests.Faults;

/// <summary>Chooses the faults of a history from its seed: none, one, or two at once.</summary>
internal static class FaultSchedule
{
    private static readonly FaultKind[] Kinds = [.. Enum.GetValues<FaultKind>().Where(kind => kind != FaultKind.None)];

    public static IReadOnlyList<FaultEvent> Choose(Random random, int steps)
    {
        var count = random.Next(20) switch { 0 => 0, < 8 => 1, _ => 2 };
        var together = random.Next(steps);
        var events = new List<FaultEvent>();
        for (var i = 0; i < count; i++)
        {
            var kind = Kinds[random.Next(Kinds.Length)];
            var at = random.Next(3) == 0 ? random.Next(steps) : Math.Max(0, together + random.Next(41) - 20);
            var repeats = kind is FaultKind.Crash or FaultKind.Paused or FaultKind.UnknownEntry ? 1 + random.Next(4) : 1;
            for (var n = 0; n < repeats; n++)
            {
                var begins = random.Next(8) == 0 ? 0 : at + (n * random.Next(120));
                events.Add(new FaultEvent(
                    events.Count, kind, begins, Lasts(kind, random), Chance(kind, random), random.Next(1_000)));
            }
        }

        return events;
    }

    private static TimeSpan Lasts(FaultKind kind, Random random) => kind switch
    {
        FaultKind.Paused => TimeSpan.FromSeconds(5 + random.Next(115)),
        FaultKind.ClockJump => TimeSpan.FromMinutes(random.Next(121) - 60),
        // From a fifth of a second to two minutes, short ones as often as long ones.
        _ => TimeSpan.FromSeconds(0.2 * Math.Pow(600, random.NextDouble())),
    };

    private static double Chance(FaultKind kind, Random random) => kind switch
    {
        FaultKind.BrokerAway or FaultKind.DiskFull => 1,
        _ => random.Next(4) == 0 ? 1 : 0.02 + (0.4 * random.NextDouble()),
    };
}
