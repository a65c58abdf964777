using System.Globalization;
using ICSharpCode.SharpZipLib.BZip2;

namespace Scim.Protocol.Tests.Unicode;

/// <summary>Files of the Unicode Character Database in Debian's package <c>unicode-data</c>.</summary>
internal static class UnicodeFiles
{
    private const string Folder = "/usr/share/unicode";

    /// <summary>Reads the lines of a file, without comments. Skips the test if the package is not installed.</summary>
    public static IReadOnlyList<string> Lines(string name)
    {
        var file = Path.Combine(Folder, name);
        Skip.IfNot(File.Exists(file), $"Debian's package unicode-data is not installed: there is no {file}.");
        using var stream = File.OpenRead(file);
        using var reader = new StreamReader(name.EndsWith(".bz2", StringComparison.Ordinal) ? new BZip2InputStream(stream) : stream);
        return
        [
            .. reader.ReadToEnd().Split('\n')
                .Select(line => line.Split('#')[0].Trim())
                .Where(line => line.Length > 0),
        ];
    }

    /// <summary>The text of code points in hexadecimal, separated by spaces.</summary>
    public static string Text(string points) => string.Concat(points.Trim().Split(' ')
        .Select(point => char.ConvertFromUtf32(int.Parse(point, NumberStyles.HexNumber, CultureInfo.InvariantCulture))));

    /// <summary>All code points as texts, without surrogates.</summary>
    public static IEnumerable<string> AllCodePoints() =>
        Enumerable.Range(0, 0x110000).Where(point => point is < 0xD800 or > 0xDFFF).Select(char.ConvertFromUtf32);
}
