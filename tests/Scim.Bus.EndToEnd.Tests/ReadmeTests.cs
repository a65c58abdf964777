using System.Diagnostics;
using System.Text.RegularExpressions;
using Scim.Bus.EndToEnd.Tests.Deployments;

namespace Scim.Bus.EndToEnd.Tests;

/// <summary>What the README tells a newcomer to type does what it says.</summary>
[Trait("Needs", "Processes")]
[Collection(AllInOneTests.Name)]
public sealed partial class ReadmeTests(SharedAllInOne shared)
{
    [SkippableFact]
    public async Task The_tour_does_what_it_says()
    {
        Skip.IfNot(File.Exists("/bin/bash") && File.Exists("/usr/bin/curl"), "There is no bash or no curl at its usual place.");
        using var tenant = await TestTenant.CreateAsync(await shared.GetAsync());

        var output = await RunAsync(TourAgainst(tenant));

        var domain = DomainOf(tenant);
        var ann = output.IndexOf($"\"workEmail\":\"ann@{domain}\"", StringComparison.Ordinal);
        Assert.True(ann > 0, output);
        var account = output.IndexOf("\"permissions\":[\"jobs.view\",\"candidates.comment\"]", ann, StringComparison.Ordinal);
        Assert.True(account > 0, output);
        var allowed = output.IndexOf("\"allowed\":true", account, StringComparison.Ordinal);
        Assert.True(allowed > 0, output);
        Assert.True(output.IndexOf("\"allowed\":false", allowed, StringComparison.Ordinal) > 0, output);
        Assert.Contains("\"step\":", output[allowed..], StringComparison.Ordinal);
        Assert.Contains("\"create\":[{\"kind\":\"create\"", output[allowed..], StringComparison.Ordinal);
        Assert.Contains("\"syncId\":\"", output[allowed..], StringComparison.Ordinal);
        await Eventually.Be(
            () =>
            {
                Assert.Equal(
                    [($"ann@{domain}", "removed"), ($"ann@{domain}", "welcome"), ($"ben@{domain}", "welcome")],
                    tenant.Deployment.Mails.Where(mail => mail.To.EndsWith($"@{domain}", StringComparison.Ordinal))
                        .Select(mail => (mail.To, mail.Kind))
                        .Order());
                return Task.CompletedTask;
            });
    }

    [Fact]
    public async Task The_state_is_in_the_folder_that_it_names_wherever_dotnet_run_is_started()
    {
        var project = RepositoryRoot.PathTo("services/AllInOne/Scim.Bus.AllInOne.csproj");
        var output = await RunAsync($"cd / && dotnet msbuild '{project}' -getProperty:RunWorkingDirectory");
        Assert.Equal(RepositoryRoot.Path + "/", Path.GetFullPath(output.Trim()));
        Assert.Contains("state in ./data", await File.ReadAllTextAsync(RepositoryRoot.PathTo("README.md")), StringComparison.Ordinal);
    }

    /// <summary>The tour's shell blocks, with the address and the secrets of a deployment.</summary>
    private static string TourAgainst(TestTenant tenant)
    {
        var readme = File.ReadAllText(RepositoryRoot.PathTo("README.md"));
        var tour = readme[readme.IndexOf("## A five-minute tour", StringComparison.Ordinal)..];
        tour = tour[..tour.IndexOf("\n## ", StringComparison.Ordinal)];
        var blocks = ShellBlock.Matches(tour).Select(block => block.Groups["commands"].Value).ToList();
        Assert.True(blocks.Count >= 6, "The tour has lost its commands.");
        return ("set -e\n" + string.Concat(blocks))
            .Replace("http://127.0.0.1:8080", tenant.Deployment.ScimAddress.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
            .Replace("acme.example", DomainOf(tenant), StringComparison.Ordinal)
            .Replace("/tenants/demo", $"/tenants/{tenant.Id}", StringComparison.Ordinal)
            .Replace("the-bearer-token", tenant.Token, StringComparison.Ordinal)
            .Replace("the-admin-key", Deployment.AdminKey, StringComparison.Ordinal)
            // Three seconds are enough as a rule, but not on a busy machine.
            .Replace("\nsleep 3 ", "\nsleep 10 ", StringComparison.Ordinal);
    }

    /// <summary>A mail domain of the tenant's own, because other tests send to acme.example.</summary>
    private static string DomainOf(TestTenant tenant) => $"{tenant.Id}.example";

    private static async Task<string> RunAsync(string script)
    {
        using var bash = Process.Start(
            new ProcessStartInfo("/bin/bash", ["-c", script]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        try
        {
            var output = await bash.StandardOutput.ReadToEndAsync().WaitAsync(Eventually.Patience);
            await bash.WaitForExitAsync().WaitAsync(Eventually.Patience);
            Assert.True(bash.ExitCode == 0, $"Exit code {bash.ExitCode}: {output}");
            return output;
        }
        finally
        {
            bash.Kill(entireProcessTree: true);
        }
    }

    [GeneratedRegex("```sh\n(?<commands>.*?)```", RegexOptions.Singleline, 1_000)]
    private static partial Regex ShellBlock { get; }
}
