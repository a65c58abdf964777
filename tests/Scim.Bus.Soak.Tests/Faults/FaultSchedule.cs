using Scim.Bus.Soak.Tests.Sites;

namespace Scim.Bus.Soak.Tests.Faults;

/// <summary>Which faults befall a site, round by round.</summary>
internal static class FaultSchedule
{
    /// <summary>The short form: one of each kind that needs little of a processor.</summary>
    public static IReadOnlyList<IReadOnlyList<Fault>> Short { get; } =
        [[new KillService(), new PutWrongMessages()], [new KillBroker()], [new FreezeService(12), new RepeatMessages()]];

    private static readonly Fault[] All =
    [
        new KillService(), new KillService(), new KillStorm(), new StopService(), new FreezeService(12), new FreezeService(70),
        new KillBroker(), new RaiseMemoryAlarm(), new RefuseLogin(), new KillStore(), new FillDisk(), new RepeatMessages(),
        new PutWrongMessages(), new StopMailServer(), new PlantOldEntries(),
    ];

    /// <summary>One fault, or two of different parts at once.</summary>
    public static IReadOnlyList<Fault> Draw(SoakSite site, Random random)
    {
        var possible = All.Where(fault => fault.IsPossible(site)).ToArray();
        if (SoakSettings.Current.OnlyFaults is { Count: > 0 } only)
        {
            possible = [.. possible.Where(fault => only.Any(name => fault.Name.Contains(name, StringComparison.OrdinalIgnoreCase)))];
            return [possible[random.Next(possible.Length)]];
        }

        var first = possible[random.Next(possible.Length)];
        if (random.Next(2) == 0) return [first];
        var others = possible.Where(fault => fault.Part != first.Part).ToArray();
        return [first, others[random.Next(others.Length)]];
    }
}
