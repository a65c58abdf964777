using Scim.Bus.Deployment.Tests.Files;

namespace Scim.Bus.Deployment.Tests;

/// <summary>Configuration files are valid for the programs that read them.</summary>
public sealed class ToolTests
{
    [Trait("Needs", "Processes")]
    [SkippableFact]
    public Task Promtool_accepts_the_configuration_and_the_rules() =>
        Tool.CheckAsync("promtool", "check", "config", "observability/prometheus/prometheus.yml");

    [Trait("Needs", "Processes")]
    [SkippableFact]
    public Task Each_alert_fires_in_its_test_case_and_none_when_all_is_well() =>
        Tool.CheckAsync("promtool", "test", "rules", "observability/prometheus/rules.test.yml");

    [Fact]
    public void Each_alert_has_a_test_case()
    {
        var tested = YamlFile.Read("observability", "prometheus", "rules.test.yml").Texts().Select(text => text.Text).ToList();
        Assert.All(
            Alert.All,
            alert => Assert.Contains(tested, text => text.Contains($"alertname=\"{alert.Name}\"", StringComparison.Ordinal)));
    }

    [Trait("Needs", "Processes")]
    [SkippableFact]
    public Task The_collector_accepts_its_configuration() =>
        Tool.CheckAsync("otelcol", "validate", "--config=observability/collector.yaml");

    [Trait("Needs", "Processes")]
    [SkippableFact]
    public async Task Docker_compose_accepts_the_file_with_a_filled_in_example()
    {
        var (code, _) = await Tool.RunAsync("docker", "compose", "version");
        Skip.If(code != 0, "docker has no compose plugin here.");
        using var folder = new TempFolder("compose");
        await File.WriteAllLinesAsync(
            folder.PathTo(".env"),
            Compose.ExampleVariables.Select(variable => $"{variable.Key}={(variable.Value.Length > 0 ? variable.Value : "filled-in")}"));
        await Tool.CheckAsync("docker", "compose", "--env-file", folder.PathTo(".env"), "config", "--quiet");
    }
}
