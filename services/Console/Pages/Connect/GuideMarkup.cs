using System.Globalization;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Scim.Bus.Console.Pages.Connect;

/// <summary>Makes a page's HTML from a guide's Markdown. HTML in the Markdown is shown as text.</summary>
internal static class GuideMarkup
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePipeTables()
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub)
        .Build();

    /// <param name="markdown">The guide's text. Its title is left out: the page has one.</param>
    /// <param name="scimUrl">What code has in place of <see cref="Guide.ExampleUrl"/>.</param>
    /// <param name="pathOf">Path of another guide's page.</param>
    public static string Render(string markdown, string scimUrl, Func<Guide, string> pathOf)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        if (document.FirstOrDefault() is HeadingBlock { Level: 1 } title)
            document.Remove(title);
        foreach (var code in document.Descendants<CodeInline>())
            code.Content = code.Content.Replace(Guide.ExampleUrl, scimUrl, StringComparison.Ordinal);
        foreach (var link in document.Descendants<LinkInline>().ToList())
            Redirect(link, pathOf);
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlTableRenderer>(new GuideTableRenderer());
        renderer.Render(document);
        return writer.ToString();
    }

    /// <summary>
    /// Links lead to the guides' pages, within the page, or to another site. The Console has no other page of the documentation: what links
    /// to one is plain text.
    /// </summary>
    private static void Redirect(LinkInline link, Func<Guide, string> pathOf)
    {
        var parts = (link.Url ?? "").Split('#', 2);
        if (Guide.All.FirstOrDefault(guide => guide.File == parts[0]) is { } other)
            link.Url = parts.Length == 2 ? $"{pathOf(other)}#{parts[1]}" : pathOf(other);
        else if (parts[0].Length > 0 && !parts[0].StartsWith("https://", StringComparison.Ordinal))
            link.ReplaceBy(new ContainerInline());
    }
}
