using System.Text.RegularExpressions;
using Scim.Bus.Deployment.Tests.Files;

namespace Scim.Bus.Deployment.Tests;

/// <summary>The one Dockerfile knows every project: one that it does not copy ends the build of the images, which no other test would notice.</summary>
public sealed partial class DockerfileTests
{
    private static readonly string Text = File.ReadAllText(RepositoryRoot.Of("Dockerfile"));

    [Fact]
    public void Every_project_that_the_services_are_made_of_is_restored()
    {
        var projects = Projects("services").Concat(Projects("contracts")).Order(StringComparer.Ordinal).ToList();
        var copied = Copies().Matches(Text).Select(match => match.Groups["folder"].Value).Order(StringComparer.Ordinal);
        Assert.Equal(projects, copied);
        Assert.All(projects, folder => Assert.True(File.Exists(RepositoryRoot.Of(folder, "packages.lock.json")), $"{folder} has no lock file"));
    }

    [Fact]
    public void Each_argument_in_compose_is_the_folder_of_a_web_project_whose_assembly_the_entry_point_names() => Assert.All(
        Compose.Own.Values.Append("AllInOne"),
        service =>
        {
            var project = File.ReadAllText(RepositoryRoot.Of("services", service, $"Scim.Bus.{service}.csproj"));
            Assert.Contains("Microsoft.NET.Sdk.Web", project, StringComparison.Ordinal);
            Assert.DoesNotContain("<AssemblyName>", project, StringComparison.Ordinal);
        });

    [Fact]
    public void The_build_needs_no_project_that_AllInOne_does_not_refer_to()
    {
        // The images are compiled by way of AllInOne, and published without building again.
        var allInOne = File.ReadAllText(RepositoryRoot.Of("services", "AllInOne", "Scim.Bus.AllInOne.csproj"));
        Assert.All(Compose.Own.Values, service => Assert.Contains($"Scim.Bus.{service}.csproj", allInOne, StringComparison.Ordinal));
    }

    [Fact]
    public void The_comment_lists_the_services_and_the_process_is_not_root()
    {
        var listed = Listed().Match(Text).Groups["names"].Value.Split(" | ");
        Assert.Equal(Compose.Deployables.Append("AllInOne").Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        Assert.Contains("\nUSER $APP_UID\n", Text, StringComparison.Ordinal);
        Assert.All(From().Matches(Text), match => Assert.Matches(@":\d+\.\d+-\w+$", match.Groups["image"].Value));
    }

    private static IEnumerable<string> Projects(string folder) =>
        Directory.GetFiles(RepositoryRoot.Of(folder), "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RepositoryRoot.Path, Path.GetDirectoryName(file)!).Replace('\\', '/'));

    [GeneratedRegex(@"^COPY (?<folder>\S+)/\*\.csproj \k<folder>/packages\.lock\.json \k<folder>/$", RegexOptions.Multiline)]
    private static partial Regex Copies();

    [GeneratedRegex("^# SERVICE: (?<names>.+)$", RegexOptions.Multiline)]
    private static partial Regex Listed();

    [GeneratedRegex(@"^FROM (?<image>\S+)", RegexOptions.Multiline)]
    private static partial Regex From();
}
