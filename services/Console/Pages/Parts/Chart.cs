namespace Scim.Bus.Console.Pages.Parts;

/// <summary>A small chart of bars over time.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Unit">What is counted, for the numbers beside it; empty if the numbers say it.</param>
/// <param name="Series">Names of what is drawn side by side.</param>
/// <param name="Points">The points, the oldest first, with a value for each series.</param>
/// <param name="TextOf">Makes a value text.</param>
public sealed record Chart(
    string Title, string Unit, IReadOnlyList<string> Series, IReadOnlyList<ChartPoint> Points, Func<long, string> TextOf)
{
    /// <summary>Width of the drawing; browsers scale it to the page.</summary>
    public const int Width = 720;

    /// <summary>Height of the drawing.</summary>
    public const int Height = 120;

    /// <summary>The largest value; 0 if there is none.</summary>
    public long Most => Points.SelectMany(point => point.Values).DefaultIfEmpty().Max();

    /// <summary>The points that have any value, the newest first.</summary>
    public IEnumerable<ChartPoint> Filled => Points.Where(point => point.Values.Any(value => value > 0)).Reverse();

    /// <summary>The bars of all points.</summary>
    public IEnumerable<ChartBar> Bars
    {
        get
        {
            var most = Math.Max(1, Most);
            for (var i = 0; i < Points.Count; i++)
            {
                var (left, right) = (Width * i / Points.Count, Width * (i + 1) / Points.Count);
                var width = Math.Max(1, (right - left) * 4 / 5 / Series.Count);
                for (var series = 0; series < Series.Count; series++)
                {
                    var value = Points[i].Values[series];
                    // What happened at all can be seen, however little it is.
                    var height = value == 0 ? 0 : Math.Max(2, (int)(value * Height / most));
                    if (height > 0)
                        yield return new ChartBar(series, left + (series * width), Height - height, width, height);
                }
            }
        }
    }
}

/// <summary>A point of a chart.</summary>
/// <param name="At">When it begins, UTC.</param>
/// <param name="Label">The same, short.</param>
/// <param name="Values">A value for each series.</param>
public sealed record ChartPoint(DateTimeOffset At, string Label, IReadOnlyList<long> Values);

/// <summary>A bar, in the units of the drawing.</summary>
/// <param name="Series">Number of its series.</param>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public sealed record ChartBar(int Series, int X, int Y, int Width, int Height);
