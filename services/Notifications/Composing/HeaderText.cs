namespace Scim.Bus.Notifications.Composing;

/// <summary>Text that stands in a header of a mail: one line, whatever somebody was named.</summary>
internal static class HeaderText
{
    /// <summary>The text on one line.</summary>
    public static string Of(string text) => string.Create(text.Length, text, (line, from) =>
    {
        for (var i = 0; i < line.Length; i++)
            line[i] = char.IsControl(from[i]) || from[i] is '\u2028' or '\u2029' ? ' ' : from[i];
    }).Trim();
}
