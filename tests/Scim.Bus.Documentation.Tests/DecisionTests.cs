using System.Text.RegularExpressions;

namespace Scim.Bus.Documentation.Tests;

/// <summary>Decisions say when they were made, whether they hold, and what was turned down; and the list has them all.</summary>
public sealed partial class DecisionTests
{
    private static readonly MarkdownDocument List = MarkdownDocument.At("docs", "decisions", "README.md");

    private static readonly IReadOnlyList<MarkdownDocument> Decisions =
        [.. MarkdownDocument.In("docs", "decisions").Where(page => page.Name != List.Name)];

    [Fact]
    public void Every_decision_has_a_date_a_status_and_what_was_turned_down()
    {
        Assert.NotEmpty(Decisions);
        Assert.All(Decisions, decision => Assert.Matches(Date, decision.Text));
        Assert.All(Decisions, decision => Assert.Matches(Status, decision.Text));
        Assert.All(Decisions, decision => Assert.Contains("\n## Options turned down\n\n- ", decision.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_list_has_every_decision_by_its_number_and_title() => Assert.All(Decisions, decision =>
    {
        var heading = Title.Match(decision.Text);
        var (number, title, file) = (heading.Groups["number"].Value, heading.Groups["title"].Value, Path.GetFileName(decision.File));
        Assert.StartsWith($"{number.PadLeft(4, '0')}-", file, StringComparison.Ordinal);
        Assert.Contains($"| [{number}]({file}) | {title} |", List.Text, StringComparison.Ordinal);
    });

    [GeneratedRegex(@"^# (?<number>[0-9]+)\. (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Title { get; }

    [GeneratedRegex("^- Date: [0-9]{4}-[0-9]{2}-[0-9]{2}", RegexOptions.Multiline)]
    private static partial Regex Date { get; }

    [GeneratedRegex(@"^- Status: (?:proposed|accepted|superseded by \[.+\]\(.+\))$", RegexOptions.Multiline)]
    private static partial Regex Status { get; }
}
