using System.Text;

namespace Scim.Bus.DocumentStore.Search;

/// <summary>Turns "starts with" into a range, which an index can serve.</summary>
internal static class Prefix
{
    /// <summary>
    /// Gets the smallest text that sorts after everything with the prefix, by incrementing the last code point that can be incremented;
    /// null if there is none.
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
