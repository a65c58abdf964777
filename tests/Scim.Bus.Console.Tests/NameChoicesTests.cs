using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Groups;

namespace Scim.Bus.Console.Tests;

/// <summary>What an admin may choose of the catalogue, and what becomes of names that it does not have. No browser is needed.</summary>
public sealed class NameChoicesTests
{
    private static readonly CatalogueName[] Names =
        [new("jobs.view", "View jobs", null), new("jobs.edit", null, null), new("location:*", "A location", "location:.+")];

    [Fact]
    public async Task A_name_that_the_catalogue_does_not_have_stays_and_is_shown_as_such()
    {
        var choices = Of(Names, chosen: ["jobs.view", "jobs.fly", "location:London", "planet:Mars"], held: ["jobs.fly", "jobs.swim"]);
        Assert.Equal([new NameChoice("jobs.fly", null, true), new NameChoice("jobs.swim", null, false)], choices.Unknown);
        Assert.Equal(["location:London", "planet:Mars"], choices.Typed);
        var html = await RenderAsync(choices);
        Assert.Contains("not in the catalogue", html, StringComparison.Ordinal);
        Assert.Matches("value=\"jobs.fly\"\\s+checked", html);
        Assert.DoesNotMatch("value=\"jobs.swim\"\\s+checked", html);
    }

    [Fact]
    public void Without_a_catalogue_every_name_is_typed()
    {
        var choices = Of(null, chosen: ["jobs.view", "jobs.fly"], held: ["jobs.fly"]);
        Assert.Equal((0, 0, true), (choices.Sets.Count, choices.Unknown.Count, choices.MayType));
        Assert.Equal(["jobs.view", "jobs.fly"], choices.Typed.OrderDescending(StringComparer.Ordinal));
    }

    [Fact]
    public void Only_what_was_changed_in_the_form_is_changed()
    {
        var present = new AccessGroup { Permissions = ["unknown", "a", "of-another-admin"] };
        var form = new GroupForm(["unknown", "b"], [], []);
        var before = new GroupForm(["unknown", "a"], [], []).ToField();
        Assert.Equal(["unknown", "of-another-admin", "b"], form.ChangesOn(present, before).Permissions);
        Assert.Equal(["unknown", "a", "of-another-admin", "b"], form.ChangesOn(present, "no JSON").Permissions);
    }

    private static NameChoices Of(IReadOnlyList<CatalogueName>? names, string[] chosen, string[] held) =>
        NameChoices.Of(new NameListTitle("permissions", "Permissions", "What members can do."), names, chosen, held);

    private static async Task<string> RenderAsync(NameChoices choices)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(NameChoicesField.List)] = choices });
            return (await renderer.RenderComponentAsync<NameChoicesField>(parameters)).ToHtmlString();
        });
    }
}
