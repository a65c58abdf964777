using System.Text.RegularExpressions;
using Scim.Bus.Documentation.Tests.Sources;

namespace Scim.Bus.Documentation.Tests;

/// <summary>Whatever code, tests and pages cite is in the repository: invariants, quirks, pages and paths.</summary>
public sealed partial class CitationTests
{
    /// <summary>Names of notes that the makers of this worked from and that readers do not have.</summary>
    private static readonly string[] Elsewhere = ["design page", "design document", "platform facts", "house style page"];

    [Fact]
    public void Every_invariant_that_is_cited_is_in_the_architecture()
    {
        var known = NumberedSection.Invariants.Select(invariant => invariant.Number).ToList();
        Assert.Equal(Enumerable.Range(1, 8), known);
        Assert.Empty(
            from file in RepositoryFile.All
            from number in Citations.OfInvariants(file.Text)
            where !known.Contains(number)
            select $"{file.Name}: I{number}");
    }

    [Fact]
    public void Every_quirk_that_is_cited_is_on_the_list()
    {
        var known = NumberedSection.Quirks.Select(quirk => quirk.Number).ToList();
        Assert.True(known.Count >= 31, "The list has lost its quirks.");
        Assert.Equal(Enumerable.Range(1, known.Count), known);
        Assert.Empty(
            from file in RepositoryFile.All
            from number in Citations.OfQuirks(file.Text)
            where !known.Contains(number)
            select $"{file.Name}: Quirk {number}");
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public void Every_page_that_is_cited_is_in_the_repository()
    {
        var pages = MarkdownDocument.All().Select(page => page.Name).ToList();
        Assert.Empty(
            from file in RepositoryFile.All
            from cited in Page.Matches(Address.Replace(file.Text, "")).Select(match => match.Groups["page"].Value).Distinct()
            where !pages.Exists(page => page == cited || page.EndsWith($"/{cited}", StringComparison.Ordinal))
            select $"{file.Name}: {cited}");
    }

    [Fact]
    public void Nobody_is_sent_to_notes_that_are_elsewhere() => Assert.Empty(
        from file in RepositoryFile.All
        where !file.Name.EndsWith($"/{nameof(CitationTests)}.cs", StringComparison.Ordinal)
        from notes in Elsewhere
        where file.Text.Contains(notes, StringComparison.OrdinalIgnoreCase)
        select $"{file.Name}: {notes}");

    [Fact]
    public void Every_path_that_a_page_names_is_in_the_repository() => Assert.Empty(
        from page in MarkdownDocument.All()
        from path in NamedPath.Matches(page.Text).Select(match => match.Groups["path"].Value).Distinct()
        where !Path.Exists(RepositoryRoot.PathTo(path))
        select $"{page.Name}: {path}");

    /// <summary>An address of the web: pages there are somebody else's.</summary>
    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Address { get; }

    /// <summary>The name of a page, with folders or without. Steps upwards do not count: whether a link resolves is tested apart.</summary>
    [GeneratedRegex(@"(?<![\w/.-])(?:\.{1,2}/)*(?<page>\w[\w.-]*(?:/[\w.-]+)*\.md)\b")]
    private static partial Regex Page { get; }

    /// <summary>A path from the top of the repository, as code in a page.</summary>
    [GeneratedRegex("`(?<path>(?:services|contracts|tests|docs|observability)/[A-Za-z0-9_./-]*)`")]
    private static partial Regex NamedPath { get; }
}
