namespace Scim.Bus.Soak.Tests.Checks;

/// <summary>How long after the end of each fault all was at rest again. Reported, never asserted.</summary>
internal sealed class RecoveryTable
{
    private readonly List<(string Fault, TimeSpan Took)> _rows = [];

    public void Add(string fault, TimeSpan took) => _rows.Add((fault, took));

    public override string ToString()
    {
        var rows = _rows.GroupBy(row => row.Fault, row => row.Took.TotalSeconds)
            .OrderBy(fault => fault.Key, StringComparer.Ordinal)
            .Select(fault => FormattableString.Invariant(
                $"| {fault.Key,-75} | {fault.Count(),5} | {Median(fault),8:0.0} | {fault.Max(),8:0.0} |"));
        return string.Join('\n', [$"| {"fault",-75} | times | median s | longest s |", "|---|---|---|---|", .. rows]);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
