using System.Globalization;
using Scim.Bus.Console.Pages.Parts;
using Scim.Bus.Console.Timeline;

namespace Scim.Bus.Console.Pages.Connections;

/// <summary>How long it takes from a push to the change of its account, as the lines of the provisioning log tell.</summary>
public static class PushTimes
{
    private const string Account = "account";

    /// <summary>A chart of the last 24 hours: the median and the slowest of each.</summary>
    /// <param name="lines">Lines of the steps <c>directory</c> and <c>account</c>.</param>
    /// <param name="now">Current time, UTC.</param>
    public static Chart ChartOf(IEnumerable<TimelineItem> lines, DateTimeOffset now)
    {
        var byHour = Measure(lines).ToLookup(push => Charts.HourOf(push.At), push => push.Milliseconds);
        return new Chart(
            "From push to account",
            "",
            ["Median", "Slowest"],
            [.. Charts.LastHours(now).Select(hour => new ChartPoint(hour, Charts.LabelOfHour(hour), ValuesOf([.. byHour[hour].Order()])))],
            TextOf);
    }

    /// <summary>A time, for people to read.</summary>
    public static string TextOf(long milliseconds) => milliseconds < 1_000
        ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1_000.0:0.#} s");

    /// <summary>The time of each push that changed an account: from its first line to the account's first.</summary>
    private static IEnumerable<(DateTimeOffset At, long Milliseconds)> Measure(IEnumerable<TimelineItem> lines)
    {
        var pushes = lines.Where(line => line is { TraceId: not null, UserId: not null }).GroupBy(line => (line.TraceId, line.UserId));
        foreach (var push in pushes)
        {
            var (accounts, others) = (push.Where(line => line.Step == Account), push.Where(line => line.Step != Account));
            if (FirstOf(others) is { } pushed && FirstOf(accounts) is { } applied)
            {
                // The clocks of the two services may differ by a little.
                yield return (pushed, Math.Max(0, (long)(applied - pushed).TotalMilliseconds));
            }
        }
    }

    private static DateTimeOffset? FirstOf(IEnumerable<TimelineItem> lines) => lines.Select(line => (DateTimeOffset?)line.At).Min();

    private static long[] ValuesOf(long[] sorted) => sorted.Length == 0 ? [0, 0] : [sorted[sorted.Length / 2], sorted[^1]];
}
