using System.Globalization;
using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Parts;

namespace Scim.Bus.Console.Pages.Connections;

/// <summary>The charts of a connection.</summary>
public static class Charts
{
    private const int Hours = 24;

    /// <summary>Requests, changes and refusals of the last 24 hours.</summary>
    public static Chart OfHours(ConnectionReport report) => Of("Requests by hour", " an hour", report.Hours, LabelOfHour);

    /// <summary>Requests, changes and refusals of the last 30 days.</summary>
    public static Chart OfDays(ConnectionReport report) => Of("Requests by day", " a day", report.Days, LabelOfDay);

    /// <summary>The hour that a time is in, UTC.</summary>
    public static DateTimeOffset HourOf(DateTimeOffset at) => new(at.UtcDateTime.Date.AddHours(at.UtcDateTime.Hour), TimeSpan.Zero);

    /// <summary>The last 24 hours, the oldest first.</summary>
    public static IEnumerable<DateTimeOffset> LastHours(DateTimeOffset now) =>
        Enumerable.Range(1 - Hours, Hours).Select(offset => HourOf(now).AddHours(offset));

    /// <summary>An hour, short.</summary>
    public static string LabelOfHour(DateTimeOffset hour) => hour.UtcDateTime.ToString("d MMM, HH:00 'UTC'", CultureInfo.InvariantCulture);

    private static string LabelOfDay(DateTimeOffset day) => day.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static Chart Of(string title, string unit, IReadOnlyList<TrafficCount> counts, Func<DateTimeOffset, string> labelOf) => new(
        title,
        unit,
        ["Requests", "Changes", "Refusals"],
        [.. counts.Select(count => new ChartPoint(count.Start, labelOf(count.Start), [count.Requests, count.Changes, count.Refusals]))],
        value => value.ToString("#,0", CultureInfo.InvariantCulture));
}
