using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Scim.Bus.AccessGroups.Configuration;
using Scim.Bus.AccessGroups.Records;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.AccessGroups.Tests;

/// <summary>The names that exist, and what settings may have of them.</summary>
public sealed class CatalogueTests
{
    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task The_admin_api_has_every_name_with_what_it_means()
    {
        await using var host = await AccessHost.StartAsync();
        var catalogue = await host.GetAsync("/api/catalogue");
        Assert.Equal(
            [
                "permissions: 99, jobs.view: View jobs", "visibilities: 6, all: Everything",
                "notifications: 26, application.received:email: An application came in, by e-mail",
            ],
            ((string[])["permissions", "visibilities", "notifications"]).Select(list => Describe(list, catalogue[list]!.AsArray())));
        Assert.Null(catalogue["visibilities"]![0]!["pattern"]);
        Assert.Equal("location:.+", (string?)catalogue["visibilities"]![1]!["pattern"]);
        Assert.Equal(["jobs.view", "candidates.create"], Template(catalogue, "External recruiter").Select(name => (string?)name));
    }

    [Fact]
    public void Every_built_in_template_has_names_of_the_catalogue_only()
    {
        var names = new CatalogueNames(new CatalogueOptions());
        Assert.All(BuiltInTemplates.All, template => Assert.Empty(names.UnknownOf(template)));
        Assert.Equal(BuiltInTemplates.All.Count, Create().Templates.Count);
    }

    [Fact]
    public void A_configured_catalogue_takes_names_that_it_does_not_have_from_the_built_in_templates()
    {
        var catalogue = Create("jobs.view = See jobs", "own.name");
        Assert.Equal(
            [new CatalogueName("jobs.view", "See jobs"), new CatalogueName("own.name", null)], catalogue.Names.Permissions);
        Assert.Equal(["jobs.view"], catalogue.Templates.Single(template => template.Name == "Recruiter").Permissions);
        Assert.Empty(catalogue.Templates.Single(template => template.Name == "Interviewer").Permissions);
    }

    [Theory]
    [InlineData("location:*", "location:New York", true)]
    [InlineData("location:*", "location:", false)]
    [InlineData("location:*", "location", false)]
    [InlineData("a.b(c)/d-*", "a.b(c)/d-e", true)]
    [InlineData("a.b(c)/d-*", "aXb(c)/d-e", false)]
    [InlineData("all", "all", true)]
    [InlineData("all", "al", false)]
    [InlineData("New York", "New York", true)]
    public void The_pattern_matches_what_is_allowed(string entry, string name, bool isAllowed)
    {
        var known = CatalogueName.Parse(entry);
        Assert.Equal(isAllowed, known.Allows(name));
        var pattern = known.Pattern ?? Regex.Escape(known.Name);
        Assert.Equal(isAllowed, Regex.IsMatch(name, $"^(?:{pattern})$", RegexOptions.ECMAScript, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void A_group_keeps_a_name_that_the_catalogue_no_longer_has_and_gets_no_other()
    {
        var catalogue = Create("jobs.view");
        var present = new AccessSettings { Permissions = ["jobs.fly"] };
        Assert.Equal(
            ["jobs.view", "jobs.fly"], catalogue.Validate(new() { Permissions = ["jobs.view", "jobs.fly"] }, present).Permissions);
        var refusal = Assert.Throws<AdminException>(
            () => catalogue.Validate(new() { Permissions = ["jobs.fly", "jobs.swim"], Visibilities = ["jobs.fly"] }, present));
        Assert.Equal("Not in the catalogue: jobs.swim, jobs.fly.", refusal.Message);
    }

    [Fact]
    public void A_template_with_a_name_that_does_not_exist_keeps_the_service_from_starting()
    {
        var options = new CatalogueOptions();
        options.Templates.Add(new CatalogueTemplate { Name = "Pilot", Permissions = ["jobs.view", "jobs.fly"] });
        options.Templates.Add(new CatalogueTemplate { Name = "Pilot" });
        options.Templates.Add(new CatalogueTemplate());
        Assert.Equal(
            [
                ("Templates__0", "'jobs.fly' is not in the catalogue."),
                ("Templates__1__Name", "Another template has this name."),
                ("Templates__2__Name", "A template needs a name."),
            ],
            options.Validate(new ValidationContext(options)).Select(result => (result.MemberNames.Single(), result.ErrorMessage!)));
    }

    private static string Describe(string list, JsonArray names) =>
        $"{list}: {names.Count}, {names[0]!["name"]}: {names[0]!["description"]}";

    private static Catalogue Create(params string[] permissions)
    {
        var options = new CatalogueOptions();
        foreach (var permission in permissions)
            options.Permissions.Add(permission);
        return new Catalogue(Options.Create(options));
    }

    private static IEnumerable<JsonNode?> Template(JsonObject catalogue, string name) =>
        catalogue["templates"]!.AsArray().Single(template => (string?)template!["name"] == name)!["permissions"]!.AsArray();
}
