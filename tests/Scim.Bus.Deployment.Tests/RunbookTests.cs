using System.Text.RegularExpressions;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Deployment.Tests.Files;

namespace Scim.Bus.Deployment.Tests;

/// <summary>Alerts link to the runbook, and its links, commands and queues exist.</summary>
public sealed partial class RunbookTests
{
    private const string Path = "observability/RUNBOOK.md";

    private static readonly string Text = File.ReadAllText(RepositoryRoot.PathTo(Path));

    [Fact]
    public void Every_alert_has_a_section_that_it_links_to_and_every_section_has_an_alert()
    {
        Assert.All(Alert.All, alert => Assert.Equal($"{Path}#{Anchor(alert.Name)}", alert.Rule["annotations"]["runbook"].Text));
        var sections = AlertsChapter().Match(Text).Groups["body"].Value;
        Assert.Equal(
            Alert.All.Select(alert => alert.Name).Order(StringComparer.Ordinal),
            Headings().Matches(sections).Select(match => match.Groups["title"].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_section_says_what_it_means_what_to_check_what_to_do_and_when_it_is_over() => Assert.All(
        Headings().Split(AlertsChapter().Match(Text).Groups["body"].Value).Where((_, i) => i > 0 && i % 2 == 0),
        section => Assert.All(
            (string[])["**Meaning.**", "**Check.**", "**Do.**", "**Resolved when.**"],
            part => Assert.Contains(part, section, StringComparison.Ordinal)));

    [Fact]
    public void Links_within_the_runbook_work()
    {
        var anchors = Headings().Matches(Text).Select(match => Anchor(match.Groups["title"].Value)).ToHashSet(StringComparer.Ordinal);
        Assert.All(Links().Matches(Text), link => Assert.Contains(link.Groups["anchor"].Value, anchors));
    }

    [Fact]
    public void Commands_name_containers_that_exist() => Assert.All(
        Commands().Matches(Text), command => Assert.Contains(command.Groups["service"].Value, Compose.Services.Keys));

    [Fact]
    public void Queues_in_the_runbook_exist()
    {
        var queues = CoreQueues.All.Select(queue => queue.Name).ToHashSet(StringComparer.Ordinal);
        Assert.All(ErrorQueues().Matches(Text), match => Assert.Contains(match.Groups["queue"].Value, queues));
    }

    private static string Anchor(string heading) =>
        Regex.Replace(heading.ToLowerInvariant(), "[^a-z0-9_ -]", "", RegexOptions.None, TimeSpan.FromSeconds(1)).Replace(' ', '-');

    [GeneratedRegex(@"\n## Alerts\n(?<body>.*?)(?=\n## |\z)", RegexOptions.Singleline)]
    private static partial Regex AlertsChapter();

    [GeneratedRegex("^#{2,3} (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex(@"\]\(#(?<anchor>[^)]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"docker compose (?:logs|restart|stop|start|kill|exec|up|run)(?: -[^\s`]+(?: \d+m)?)* (?<service>[a-z][a-z-]*)")]
    private static partial Regex Commands();

    [GeneratedRegex(@"`(?<queue>(?:accounts|provisioning|access-groups|notifications|console)-[a-z-]+?)(?:_error|_skipped)?`")]
    private static partial Regex ErrorQueues();
}
