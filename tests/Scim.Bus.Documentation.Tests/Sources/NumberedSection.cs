using System.Globalization;
using System.Text.RegularExpressions;

namespace Scim.Bus.Documentation.Tests.Sources;

/// <summary>A part of a page whose heading has a number, such as <c>### Quirk 7 …</c>, up to the next heading.</summary>
/// <param name="Number">The number.</param>
/// <param name="Text">The heading and what stands below it.</param>
internal sealed partial record NumberedSection(int Number, string Text)
{
    private const string TestsLabel = "**Tests.**";

    /// <summary>I1 to I8, from the page on the architecture.</summary>
    public static IReadOnlyList<NumberedSection> Invariants { get; } = In(MarkdownDocument.At("docs", "architecture.md"), Invariant);

    /// <summary>The quirks, from their page.</summary>
    public static IReadOnlyList<NumberedSection> Quirks { get; } = In(MarkdownDocument.At("docs", "quirks.md"), Quirk);

    /// <summary>The tests that hold it, as it names them.</summary>
    public IEnumerable<string> Tests => TestName
        .Matches(Text, Math.Max(0, Text.IndexOf(TestsLabel, StringComparison.Ordinal)))
        .Select(match => match.Groups["test"].Value);

    private static List<NumberedSection> In(MarkdownDocument page, Regex title)
    {
        var headings = Heading.Matches(page.Text);
        var sections = new List<NumberedSection>();
        for (var i = 0; i < headings.Count; i++)
        {
            var number = title.Match(headings[i].Groups["title"].Value).Groups["number"];
            var end = i + 1 < headings.Count ? headings[i + 1].Index : page.Text.Length;
            if (number.Success)
                sections.Add(new NumberedSection(int.Parse(number.Value, CultureInfo.InvariantCulture), page.Text[headings[i].Index..end]));
        }

        return sections;
    }

    [GeneratedRegex("^#{2,3} (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading { get; }

    [GeneratedRegex("^I(?<number>[0-9]+) ")]
    private static partial Regex Invariant { get; }

    [GeneratedRegex("^Quirk (?<number>[0-9]+) ")]
    private static partial Regex Quirk { get; }

    [GeneratedRegex(@"`(?<test>\w+\.\w+)`")]
    private static partial Regex TestName { get; }
}
