using System.Text;

namespace Scim.Protocol.Unicode;

/// <summary>Converts between strings and code points. Half of a surrogate pair is a code point of its own, and stays as it is.</summary>
internal static class CodePoints
{
    public static IEnumerable<int> Of(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
                yield return char.ConvertToUtf32(text[i], text[++i]);
            else
                yield return text[i];
        }
    }

    public static string Join(IEnumerable<int> points)
    {
        var text = new StringBuilder();
        foreach (var point in points)
        {
            if (point <= char.MaxValue)
                text.Append((char)point);
            else
                text.Append(char.ConvertFromUtf32(point));
        }

        return text.ToString();
    }
}
