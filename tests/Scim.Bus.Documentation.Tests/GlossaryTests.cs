using System.Text.RegularExpressions;

namespace Scim.Bus.Documentation.Tests;

/// <summary>The glossary can be looked things up in.</summary>
public sealed partial class GlossaryTests
{
    [Fact]
    public void Each_term_has_one_line_and_the_lines_are_in_the_order_of_the_alphabet()
    {
        var lines = MarkdownDocument.At("docs", "glossary.md").Text.Split('\n')
            .SkipWhile(line => !line.StartsWith("- ", StringComparison.Ordinal))
            .Where(line => line.Length > 0)
            .ToList();
        Assert.All(lines, line => Assert.Matches(Entry, line));
        var terms = lines.ConvertAll(line => Entry.Match(line).Groups["term"].Value);
        Assert.Equal(terms.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase), terms);
    }

    [GeneratedRegex(@"^- \*\*(?<term>[^*]+)\*\*: .+[.?]$")]
    private static partial Regex Entry { get; }
}
