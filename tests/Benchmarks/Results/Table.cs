namespace Scim.Bus.Benchmarks.Results;

/// <summary>Prints results for people.</summary>
internal static class Table
{
    public static readonly string Head =
        $"{"scenario",-18} {"CPU ms",7} {"x yard",7} {"kB",8} {"msgs",6} {"writes",6} {"again",6} {"/s",6} {"p50 ms",7} {"p99 ms",7}  "
        + "by process";

    public static string Row(Measurement of, double yardstick) => FormattableString.Invariant(
            $"{of.Scenario,-18} {of.Total,7:F2} {of.Total / yardstick,7:F1} {of.Allocated / 1e3,8:F0} {of.Messages,6:F2} {of.Writes,6:F2} ")
        + FormattableString.Invariant(
            $"{of.Conflicts,6:F2} {of.AnsweredPerSecond,6:F0} {of.Median,7:F1} {of.Percentile99,7:F1}  {Parts(of.Processor, "F2")}");

    /// <summary>What has changed since an earlier run, as ratios of now to then.</summary>
    public static IEnumerable<string> Ratios(RunResult before, RunResult now)
    {
        yield return FormattableString.Invariant(
            $"now to {before.At:yyyy-MM-dd HH:mm} ({before.Layout}); the machine: {now.Yardstick / before.Yardstick:F2}");
        foreach (var (then, of) in before.Measurements.Join(
            now.Measurements, measurement => measurement.Scenario, measurement => measurement.Scenario, (then, of) => (then, of)))
        {
            yield return FormattableString.Invariant(
                $"{of.Scenario,-18} CPU {of.Total / then.Total:F2}, ")
                + FormattableString.Invariant($"in yardsticks {of.Total / now.Yardstick / (then.Total / before.Yardstick):F2}; ")
                + $"bytes {Ratio(of.Allocated, then.Allocated)}, messages {Ratio(of.Messages, then.Messages)}, "
                + $"writes {Ratio(of.Writes, then.Writes)}";
        }
    }

    public static string Parts(IReadOnlyDictionary<string, double> parts, string format) => string.Join(", ", parts
        .Where(part => part.Value > 0)
        .OrderByDescending(part => part.Value)
        .Select(part => $"{part.Key} {part.Value.ToString(format, System.Globalization.CultureInfo.InvariantCulture)}"));

    private static string Ratio(double now, double before) => before == 0 ? "-" : FormattableString.Invariant($"{now / before:F2}");
}
