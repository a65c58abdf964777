using System.Text.RegularExpressions;
using Scim.Bus.Deployment.Tests.Files;

namespace Scim.Bus.Deployment.Tests;

/// <summary>The Dockerfile copies every project. A missing one breaks the build of the images, which no other test would notice.</summary>
public sealed partial class DockerfileTests
{
    private static readonly string Text = File.ReadAllText(RepositoryRoot.PathTo("Dockerfile"));

    [Fact]
    public void Every_project_of_the_services_is_restored()
    {
        var projects = Projects("services").Concat(Projects("contracts")).Order(StringComparer.Ordinal).ToList();
        var copied = Copies().Matches(Text).Select(match => match.Groups["folder"].Value).Order(StringComparer.Ordinal);
        Assert.Equal(projects, copied);
        Assert.All(
            projects,
            folder => Assert.True(File.Exists(RepositoryRoot.PathTo(folder, "packages.lock.json")), $"{folder} has no lock file"));
    }

    [Fact]
    public void Each_SERVICE_argument_in_compose_is_a_web_project_with_the_default_assembly_name() => Assert.All(
        Compose.Own.Values.Append("AllInOne"),
        service =>
        {
            var project = File.ReadAllText(RepositoryRoot.PathTo("services", service, $"Scim.Bus.{service}.csproj"));
            Assert.Contains("Microsoft.NET.Sdk.Web", project, StringComparison.Ordinal);
            Assert.DoesNotContain("<AssemblyName>", project, StringComparison.Ordinal);
        });

    [Fact]
    public void AllInOne_refers_to_every_service()
    {
        // The Dockerfile builds AllInOne and then publishes each service without building again.
        var allInOne = File.ReadAllText(RepositoryRoot.PathTo("services", "AllInOne", "Scim.Bus.AllInOne.csproj"));
        Assert.All(Compose.Own.Values, service => Assert.Contains($"Scim.Bus.{service}.csproj", allInOne, StringComparison.Ordinal));
    }

    [Fact]
    public void The_comment_lists_the_services_and_the_process_does_not_run_as_root()
    {
        var listed = Listed().Match(Text).Groups["names"].Value.Split(" | ");
        Assert.Equal(Compose.Deployables.Append("AllInOne").Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        Assert.Contains("\nUSER $APP_UID\n", Text, StringComparison.Ordinal);
        Assert.All(From().Matches(Text), match => Assert.Matches(@":\d+\.\d+-\w+$", match.Groups["image"].Value));
    }

    [Fact]
    public void The_guides_that_the_Console_embeds_reach_the_build()
    {
        var console = File.ReadAllText(RepositoryRoot.PathTo("services", "Console", "Scim.Bus.Console.csproj"));
        Assert.Contains("../../docs/identity-providers/", console, StringComparison.Ordinal);
        Assert.Contains("\nCOPY docs/identity-providers docs/identity-providers\n", Text, StringComparison.Ordinal);
        Assert.Contains("!docs/identity-providers", File.ReadAllLines(RepositoryRoot.PathTo(".dockerignore")));
    }

    private static IEnumerable<string> Projects(string folder) =>
        Directory.GetFiles(RepositoryRoot.PathTo(folder), "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RepositoryRoot.Path, Path.GetDirectoryName(file)!).Replace('\\', '/'));

    [GeneratedRegex(@"^COPY (?<folder>\S+)/\*\.csproj \k<folder>/packages\.lock\.json \k<folder>/$", RegexOptions.Multiline)]
    private static partial Regex Copies();

    [GeneratedRegex("^# SERVICE: (?<names>.+)$", RegexOptions.Multiline)]
    private static partial Regex Listed();

    [GeneratedRegex(@"^FROM (?<image>\S+)", RegexOptions.Multiline)]
    private static partial Regex From();
}
