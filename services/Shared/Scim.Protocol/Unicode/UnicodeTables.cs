using System.Globalization;

namespace Scim.Protocol.Unicode;

/// <summary>
/// Data of the Unicode Character Database, from the embedded <c>unicode-tables.txt</c>. The script beside it writes that file. It has three
/// sections of tokens with hexadecimal code points: <c>300-314=230</c> are combining classes of ranges, <c>C0=41+300</c> canonical
/// decompositions (<c>!</c> instead of <c>=</c> where composition excludes the pair), and <c>100-12E/2=+1</c> distances to the simple case
/// folding of every second code point of a range.
/// </summary>
internal sealed class UnicodeTables
{
    private const string ResourceName = "unicode-tables.txt";

    private readonly Dictionary<int, byte> _classes = [];
    private readonly Dictionary<int, int[]> _decompositions = [];
    private readonly Dictionary<long, int> _compositions = [];
    private readonly Dictionary<int, int> _folding = [];

    private UnicodeTables()
    {
        var add = (string token) => { };
        foreach (var line in ReadLines().Where(line => !line.StartsWith('#')))
        {
            if (line.StartsWith('['))
                add = Section(line);
            else
                Array.ForEach(line.Split(' '), token => add(token));
        }

        // Parts of a decomposition can have decompositions themselves.
        foreach (var (point, parts) in _decompositions.ToList())
            _decompositions[point] = [.. parts.SelectMany(Expand)];
    }

    /// <summary>The tables, read once.</summary>
    public static UnicodeTables Instance { get; } = new();

    /// <summary>Canonical combining class; 0 for a starter.</summary>
    public byte ClassOf(int point) => _classes.GetValueOrDefault(point);

    /// <summary>The full canonical decomposition, Hangul syllables apart; null if there is none.</summary>
    public int[]? DecompositionOf(int point) => _decompositions.GetValueOrDefault(point);

    /// <summary>The primary composite of two code points, Hangul syllables apart; null if there is none.</summary>
    public int? CompositionOf(int first, int second) => _compositions.TryGetValue(Pair(first, second), out var point) ? point : null;

    /// <summary>The simple case folding: statuses C and S of <c>CaseFolding.txt</c>.</summary>
    public int FoldingOf(int point) => _folding.GetValueOrDefault(point, point);

    private static IEnumerable<string> ReadLines()
    {
        using var stream = typeof(UnicodeTables).Assembly.GetManifestResourceStream(ResourceName)!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private static long Pair(int first, int second) => ((long)first << 32) | (uint)second;

    private static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private Action<string> Section(string title) => title switch
    {
        "[classes]" => token => AddRange(token, (point, value) => _classes.Add(point, (byte)value)),
        "[decompositions]" => AddDecomposition,
        "[folding]" => token => AddRange(token, (point, value) => _folding.Add(point, point + value)),
        _ => throw new InvalidOperationException($"{ResourceName} has an unknown section: {title}."),
    };

    private static void AddRange(string token, Action<int, int> add)
    {
        var parts = token.Split('=');
        var value = int.Parse(parts[1], CultureInfo.InvariantCulture);
        var (range, step) = parts[0].EndsWith("/2", StringComparison.Ordinal) ? (parts[0][..^2], 2) : (parts[0], 1);
        var (first, last) = (Hex(range.Split('-')[0]), Hex(range.Split('-')[^1]));
        for (var point = first; point <= last; point += step)
            add(point, value);
    }

    private void AddDecomposition(string token)
    {
        var parts = token.Split('=', '!');
        var (point, mapping) = (Hex(parts[0]), Array.ConvertAll(parts[1].Split('+'), Hex));
        _decompositions.Add(point, mapping);
        if (mapping.Length == 2 && token.Contains('=', StringComparison.Ordinal))
            _compositions.Add(Pair(mapping[0], mapping[1]), point);
    }

    private IEnumerable<int> Expand(int point) =>
        _decompositions.TryGetValue(point, out var parts) ? parts.SelectMany(Expand) : [point];
}
