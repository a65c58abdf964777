using System.Text.RegularExpressions;
using Scim.Bus.Console.Pages.Connect;

namespace Scim.Bus.Console.Tests;

/// <summary>The guides as the Console has them: complete, with the tenant's own values, and without a dead link.</summary>
public sealed partial class GuideMarkupTests
{
    private const string OwnUrl = "https://pinpoint.example:8443/scim/v2";

    private static readonly Dictionary<string, string> Pages =
        Guide.All.ToDictionary(PathOf, guide => GuideMarkup.Render(guide.Text, OwnUrl, PathOf));

    public static TheoryData<string> Keys => [.. Guide.All.Select(guide => guide.Key)];

    [Fact]
    public void Every_file_and_every_identity_provider_has_a_guide()
    {
        Assert.Equal(Guide.Files.Order(StringComparer.Ordinal), Guide.All.Select(guide => guide.File).Order(StringComparer.Ordinal));
        Assert.Equal(
            IdentityProviders.All.Select(provider => provider.Key).Append(Guide.Common), Guide.All.Select(guide => guide.Key));
        Assert.Equal("entra", Guide.AllFor("entra").First().Key);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_guide_has_the_installations_own_SCIM_URL(string key)
    {
        var html = Pages[PathOf(Guide.Find(key)!)];
        Assert.DoesNotContain(Guide.ExampleUrl, html, StringComparison.Ordinal);
        if (key != Guide.Common)
            Assert.Contains($"<code>{OwnUrl}", html, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_link_of_a_guide_leads_somewhere(string key)
    {
        var path = PathOf(Guide.Find(key)!);
        var targets = Link.Matches(Pages[path]).Select(link => link.Groups["target"].Value).ToList();
        Assert.NotEmpty(targets);
        Assert.All(targets.Where(target => !target.StartsWith("https://", StringComparison.Ordinal)), target =>
        {
            var parts = target.Split('#', 2);
            var page = Pages[parts[0].Length == 0 ? path : parts[0]];
            if (parts.Length == 2)
                Assert.Contains($" id=\"{parts[1]}\"", page, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Links_to_other_pages_of_the_documentation_are_plain_text_and_HTML_is_shown_as_text()
    {
        var html = GuideMarkup.Render(
            "See [the *limits*](../limits.md) or [a script](javascript:alert(1)).\n\n<script>alert(1)</script> <b>bold</b>\n",
            OwnUrl,
            PathOf);
        Assert.Contains("See the <em>limits</em> or a script.", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_URL_with_markup_in_it_is_shown_as_it_is() => Assert.Contains(
        "<code>https://&lt;b&gt;`|/scim/v2</code>",
        GuideMarkup.Render($"`{Guide.ExampleUrl}`", "https://<b>`|/scim/v2", PathOf),
        StringComparison.Ordinal);

    private static string PathOf(Guide guide) => $"/tenants/acme/connect/{guide.Key}";

    [GeneratedRegex("<a href=\"(?<target>[^\"]*)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Link { get; }
}
