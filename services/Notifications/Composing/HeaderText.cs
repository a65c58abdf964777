namespace Scim.Bus.Notifications.Composing;

/// <summary>Text for a mail header. A line break in a person's or group's name must not start another header.</summary>
internal static class HeaderText
{
    /// <summary>Replaces line breaks and other control characters by spaces.</summary>
    public static string ToSingleLine(string text) => string.Create(text.Length, text, (line, from) =>
    {
        for (var i = 0; i < line.Length; i++)
            line[i] = char.IsControl(from[i]) || from[i] is '\u2028' or '\u2029' ? ' ' : from[i];
    }).Trim();
}
