using System.Globalization;

namespace Scim.Bus.Benchmarks.Runs;

/// <summary>What all processors have done since the machine's start, for whomever (proc(5), /proc/stat). Linux only.</summary>
/// <param name="Idle">Ticks in which they had nothing to do, or waited for a disk.</param>
/// <param name="All">All ticks.</param>
internal sealed record MachineTimes(long Idle, long All)
{
    /// <summary>Fields behind the first line's name: idle, and waiting for a disk. Guests' time is in those before theirs.</summary>
    private const int IdleTime = 3, DiskTime = 4, Guests = 8;

    public static MachineTimes Now()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]
            .Select(field => long.Parse(field, CultureInfo.InvariantCulture))
            .ToArray();
        return new MachineTimes(fields[IdleTime] + fields[DiskTime], fields[..Guests].Sum());
    }

    /// <summary>The part of the time since an earlier look in which the processors were busy: 1 for all of it.</summary>
    public double BusySince(MachineTimes before) => 1 - ((double)(Idle - before.Idle) / (All - before.All));
}
