using System.Globalization;
using System.Text;
using Scim.Bus.Simulation.Tests.Kernel;

namespace Scim.Bus.Simulation.Tests.Faults;

/// <summary>How often each fault met each kind of step.</summary>
internal sealed class Coverage
{
    private readonly long[,] _counts = new long[Enum.GetValues<FaultKind>().Length, Enum.GetValues<StepKind>().Length];

    public long this[FaultKind fault, StepKind step] => _counts[(int)fault, (int)step];

    public void Count(FaultKind fault, StepKind step) => _counts[(int)fault, (int)step]++;

    public void Add(Coverage other)
    {
        for (var fault = 0; fault < _counts.GetLength(0); fault++)
        {
            for (var step = 0; step < _counts.GetLength(1); step++)
                _counts[fault, step] += other._counts[fault, step];
        }
    }

    /// <summary>The table as Markdown: a row for each fault, a column for each step, and the steps without a fault first.</summary>
    public override string ToString()
    {
        var steps = Enum.GetValues<StepKind>();
        var table = new StringBuilder();
        table.Append("| fault |").AppendJoin(' ', steps.Select(step => $"{step} |")).AppendLine();
        table.Append("|---|").AppendJoin("", steps.Select(_ => "--:|")).AppendLine();
        foreach (var fault in Enum.GetValues<FaultKind>())
        {
            table.Append(CultureInfo.InvariantCulture, $"| {fault} |");
            foreach (var step in steps)
                table.Append(' ').Append(Text(this[fault, step])).Append(" |");
            table.AppendLine();
        }

        return table.ToString();
    }

    private static string Text(long count) => count == 0 ? "" : count.ToString("N0", CultureInfo.InvariantCulture);
}
