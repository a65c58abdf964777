namespace Scim.Bus.Documentation.Tests;

/// <summary>Links between pages, and from pages to code, lead somewhere.</summary>
public sealed class LinkTests
{
    [Fact]
    public void Every_link_inside_the_repository_leads_somewhere()
    {
        var links = MarkdownDocument.All().SelectMany(page => page.Links.Select(link => (Page: page, Link: link))).ToList();
        foreach (var name in (string[])["README.md", "docs/architecture.md", "docs/life-of-a-push.md", "docs/identity-providers/README.md"])
            Assert.Contains(links, link => link.Page.Name == name);
        Assert.All(links, link => Assert.True(link.Page.Resolves(link.Link), $"{link.Page.Name}: {link.Link}"));
    }
}
