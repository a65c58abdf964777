using System.Globalization;
using System.Text;

namespace Scim.Protocol.Errors;

/// <summary>What a client sent, as a refusal shows it: shortened, and without control characters.</summary>
public static class Shown
{
    private const int MaxLength = 100;
    private const int MaxNames = 5;

    /// <summary>A text, at most 100 characters of it.</summary>
    public static string Text(string text)
    {
        var length = text.Length <= MaxLength ? text.Length : char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        var shown = new StringBuilder(length + 1);
        foreach (var c in text.AsSpan(0, length))
        {
            if (char.IsControl(c))
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else
                shown.Append(c);
        }

        return length == text.Length ? shown.ToString() : shown.Append('…').ToString();
    }

    /// <summary>Names in quotes, the first five of them.</summary>
    public static string Names(IReadOnlyCollection<string> names)
    {
        var shown = string.Join(", ", names.Take(MaxNames).Select(name => $"'{Text(name)}'"));
        return names.Count <= MaxNames ? shown : $"{shown} and {names.Count - MaxNames} more";
    }
}
