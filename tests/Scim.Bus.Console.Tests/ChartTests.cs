using Scim.Bus.Console.Pages.Connections;
using Scim.Bus.Console.Pages.Parts;
using Scim.Bus.Console.Timeline;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Console.Tests;

/// <summary>The numbers and the bars of charts.</summary>
public sealed class ChartTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 30, 0, TimeSpan.Zero);
    private static readonly UserId Ann = UserId.Parse("0198a000-0000-7000-8000-00000000000a", null);
    private static readonly UserId Bea = UserId.Parse("0198a000-0000-7000-8000-00000000000b", null);

    [Fact]
    public void The_time_of_a_push_is_from_its_first_line_to_the_first_of_its_account()
    {
        var chart = PushTimes.ChartOf(
            [
                Line("t1", Ann, "directory", 0), Line("t1", Ann, "account", 300), Line("t1", Ann, "account", 9_000),
                // The same trace, another person.
                Line("t1", Bea, "account", 1_500), Line("t1", Bea, "directory", 0),
                // No account, no push, no trace.
                Line("t2", Ann, "directory", 0), Line("t3", Ann, "account", 1), Line(null, Ann, "account", 1),
                // The account's clock is behind.
                Line("t4", Ann, "directory", 0), Line("t4", Ann, "account", -5),
            ],
            Now);
        Assert.Equal(24, chart.Points.Count);
        Assert.Equal(new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero), chart.Points[^1].At);
        Assert.Equal([300, 1_500], chart.Points[^1].Values);
        Assert.All(chart.Points.SkipLast(1), point => Assert.Equal([0, 0], point.Values));
        Assert.Equal("1.5 s", chart.TextOf(1_500));
        Assert.Equal("300 ms", chart.TextOf(300));
    }

    [Fact]
    public void Bars_are_within_the_drawing_and_what_happened_at_all_can_be_seen()
    {
        var points = Enumerable.Range(0, 30).Select(i => new ChartPoint(Now, "", [i == 7 ? 1_000_000 : 0, i == 9 ? 1 : 0])).ToList();
        var bars = new Chart("", "", ["One", "Other"], points, value => $"{value}").Bars.ToList();
        Assert.Equal(
            [new ChartBar(0, 168, 0, 9, Chart.Height), new ChartBar(1, 225, Chart.Height - 2, 9, 2)], bars);
    }

    [Fact]
    public void A_chart_without_anything_has_no_bars()
    {
        Assert.Empty(PushTimes.ChartOf([], Now).Bars);
        Assert.Empty(new Chart("", "", ["One"], [], value => $"{value}").Bars);
    }

    private static TimelineItem Line(string? trace, UserId user, string step, int milliseconds) => new()
    {
        At = Now.AddMilliseconds(milliseconds),
        UserId = user,
        Step = step,
        Outcome = TimelineOutcome.Ok,
        Detail = "",
        TraceId = trace,
    };
}
