using System.Text;

namespace Scim.Bus.DocumentStore.Search;

/// <summary>Texts that start with a prefix, as a range: an index serves ranges where it does not serve patterns.</summary>
internal static class Prefix
{
    /// <summary>
    /// The first text behind all those that start with the prefix, null if there is none: its last code point that can be raised is.
    /// </summary>
    public static string? EndOf(string prefix)
    {
        var runes = prefix.EnumerateRunes().ToList();
        while (runes.Count > 0)
        {
            var last = runes[^1].Value;
            runes.RemoveAt(runes.Count - 1);
            if (last < 0x10FFFF)
                return string.Concat(runes) + new Rune(last == 0xD7FF ? 0xE000 : last + 1);
        }

        return null;
    }
}
