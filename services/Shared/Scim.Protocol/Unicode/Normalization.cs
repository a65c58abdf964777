using System.Runtime.InteropServices;

namespace Scim.Protocol.Unicode;

/// <summary>
/// Unicode's normalization forms C and D (UAX #15). Needed because <see cref="string.Normalize()"/> returns its argument as it is in
/// processes without ICU, as all of ours are (<c>InvariantGlobalization</c>).
/// </summary>
public static class Normalization
{
    /// <summary>Nothing below the combining accents changes in form C.</summary>
    private const char LastUnchanged = '\u02FF';

    private static readonly UnicodeTables Tables = UnicodeTables.Instance;

    /// <summary>Form C: canonically equivalent texts become equal, and as short as they can be.</summary>
    public static string ToFormC(string text) =>
        text.AsSpan().ContainsAnyExceptInRange('\0', LastUnchanged) ? CodePoints.Join(Compose(Decompose(text))) : text;

    /// <summary>Form D: the same with accents apart from their letters.</summary>
    public static string ToFormD(string text) =>
        text.AsSpan().ContainsAnyExceptInRange('\0', '\u007F') ? CodePoints.Join(Decompose(text)) : text;

    private static List<int> Decompose(string text)
    {
        var points = new List<int>(text.Length);
        foreach (var point in CodePoints.Of(text))
        {
            if (Hangul.IsSyllable(point))
                Hangul.Decompose(point, points);
            else if (Tables.DecompositionOf(point) is { } parts)
                points.AddRange(parts);
            else
                points.Add(point);
        }

        Reorder(CollectionsMarshal.AsSpan(points));
        return points;
    }

    /// <summary>Sorts each run of combining marks by their classes. Marks of one class keep their order, which has a meaning.</summary>
    private static void Reorder(Span<int> points)
    {
        var start = 0;
        for (var i = 0; i <= points.Length; i++)
        {
            if (i < points.Length && Tables.ClassOf(points[i]) != 0)
                continue;
            if (i - start > 1)
                Sort(points[start..i]);
            start = i + 1;
        }
    }

    private static void Sort(Span<int> marks)
    {
        var before = marks.ToArray();
        var order = new long[marks.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = ((long)Tables.ClassOf(before[i]) << 32) | (uint)i;
        Array.Sort(order);
        for (var i = 0; i < order.Length; i++)
            marks[i] = before[(int)order[i]];
    }

    private static List<int> Compose(List<int> points)
    {
        const int Blocked = 256;
        var composed = new List<int>(points.Count);
        var (starter, lastClass) = (0, Blocked);
        foreach (var point in points)
        {
            var pointClass = Tables.ClassOf(point);
            // A mark reaches its starter past marks of lower classes; a starter only if it follows at once.
            if ((lastClass == 0 || lastClass < pointClass) && CompositionOf(composed[starter], point) is { } composite)
            {
                composed[starter] = composite;
                continue;
            }

            if (pointClass == 0)
                starter = composed.Count;
            if (pointClass == 0 || lastClass != Blocked)
                lastClass = pointClass;
            composed.Add(point);
        }

        return composed;
    }

    private static int? CompositionOf(int first, int second) => Hangul.Compose(first, second) ?? Tables.CompositionOf(first, second);
}
