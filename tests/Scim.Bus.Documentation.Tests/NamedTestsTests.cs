using System.Text.RegularExpressions;
using Scim.Bus.Documentation.Tests.Sources;

namespace Scim.Bus.Documentation.Tests;

/// <summary>The pages on invariants and quirks name the tests that hold them, and miss none that has a number in its name.</summary>
public sealed partial class NamedTestsTests
{
    [Fact]
    public void Every_quirk_says_what_the_client_does_what_we_do_and_where_it_was_reported() => Assert.All(
        NumberedSection.Quirks,
        quirk => Assert.All(
            (string[])["**Client.**", "**We.**", "**Source.**", "**Tests.**"],
            part => Assert.Contains(part, quirk.Text, StringComparison.Ordinal)));

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        var sections = NumberedSection.Invariants.Concat(NumberedSection.Quirks).ToList();
        Assert.All(sections, section => Assert.NotEmpty(section.Tests));
        Assert.Empty(sections.SelectMany(section => section.Tests).Except(TestNames.All));
    }

    [Fact]
    public void Every_quirk_is_held_by_a_test_that_names_it() => Assert.All(
        NumberedSection.Quirks,
        quirk => Assert.Contains(quirk.Tests, test => Citations.OfQuirks(test).Contains(quirk.Number)));

    [Fact]
    public void Every_test_with_the_number_of_a_quirk_is_on_the_list() =>
        Assert.Empty(Unlisted(NumberedSection.Quirks, Citations.OfQuirks));

    [Fact]
    public void Every_test_with_the_number_of_an_invariant_is_in_the_architecture() =>
        Assert.Empty(Unlisted(NumberedSection.Invariants, Citations.OfInvariants));

    [Fact]
    public void Every_decided_disagreement_is_on_the_list_with_its_test() => Assert.Equal(
        TestNames.All.Where(test => test.StartsWith("DecidedTests.", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        Decided.Matches(MarkdownDocument.At("docs", "quirks.md").Text)
            .Select(match => match.Groups["test"].Value)
            .Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("guarantees.md")]
    [InlineData("security.md")]
    public void Every_test_that_a_page_names_exists(string page)
    {
        var named = Named.Matches(MarkdownDocument.At("docs", page).Text).Select(match => match.Groups["test"].Value).ToList();
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(TestNames.All));
    }

    /// <summary>The tests whose names cite a number of which the page does not name them.</summary>
    private static IEnumerable<string> Unlisted(IReadOnlyList<NumberedSection> sections, Func<string, IEnumerable<int>> cited) =>
        from test in TestNames.All
        from number in cited(test)
        where !sections.Any(section => section.Number == number && section.Tests.Contains(test))
        select $"{number}: {test}";

    [GeneratedRegex(@"`(?<test>\w+Tests\.\w+)`")]
    private static partial Regex Named { get; }

    [GeneratedRegex(@"`(?<test>DecidedTests\.\w+)`")]
    private static partial Regex Decided { get; }
}
