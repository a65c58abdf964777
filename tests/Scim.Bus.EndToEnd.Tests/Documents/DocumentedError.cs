using System.Text.RegularExpressions;

namespace Scim.Bus.EndToEnd.Tests.Documents;

/// <summary>An error as a guide quotes it: a row of a table. What stands in angle brackets is different each time.</summary>
internal sealed partial record DocumentedError(string File, int Status, string? Type, string Text)
{
    public static IEnumerable<DocumentedError> From(MarkdownDocument document) =>
        Row.Matches(document.Text).Select(row => new DocumentedError(
        Path.GetFileName(document.File),
        int.Parse(row.Groups["status"].Value, System.Globalization.CultureInfo.InvariantCulture),
        row.Groups["type"] is { Success: true, Value: var type } ? type : null,
        row.Groups["text"].Value));

    /// <summary>True if the row describes this response.</summary>
    public bool Describes(int status, string? type, string detail) =>
        status == Status && type == Type && Regex.IsMatch(detail, Pattern(), RegexOptions.None, TimeSpan.FromSeconds(1));

    private string Pattern() => $"^{string.Join(".+", Placeholder.Split(Text).Select(Regex.Escape))}$";

    [GeneratedRegex(
        @"^\| (?<status>\d{3})( `(?<type>\w+)`)? \| `(?<text>[^`]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Row { get; }

    [GeneratedRegex("<[a-z]+>", RegexOptions.None, 1_000)]
    private static partial Regex Placeholder { get; }
}
