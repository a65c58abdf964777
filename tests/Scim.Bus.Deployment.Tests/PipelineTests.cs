using Scim.Bus.Deployment.Tests.Files;

namespace Scim.Bus.Deployment.Tests;

/// <summary>Services, collector, Jaeger, Prometheus and Grafana are configured with each other's addresses.</summary>
public sealed class PipelineTests
{
    private static readonly Yaml Collector = YamlFile.Read("observability", "collector.yaml");
    private static readonly Yaml Jaeger = YamlFile.Read("observability", "jaeger.yaml");
    private static readonly Yaml Prometheus = YamlFile.Read("observability", "prometheus", "prometheus.yml");

    /// <summary>Settings with the addresses of links, which people follow from outside.</summary>
    private static readonly string[] OfLinks = ["Links__Console", "Gateway__Jaeger"];

    [Fact]
    public void Every_host_in_the_services_settings_is_a_container_and_every_link_leads_to_a_published_port() => Assert.All(
        Compose.Own.Keys.SelectMany(name => Compose.Services[name]["environment"].Entries),
        setting =>
        {
            var value = Compose.Variables.Replace(setting.Value.Text, "x");
            if (!Uri.TryCreate(value, UriKind.Absolute, out var address))
                return;
            if (OfLinks.Contains(setting.Key))
                Assert.Contains(PublishedPorts, port => port.StartsWith($"127.0.0.1:{address.Port}:", StringComparison.Ordinal));
            else
                Assert.Contains(address.Host, Compose.Services.Keys);
        });

    private static IEnumerable<string> PublishedPorts => Compose.Services.Entries
        .Where(service => service.Value.Find("ports") is not null)
        .SelectMany(service => service.Value["ports"].Items)
        .Select(port => port.Text);

    [Fact]
    public void Services_send_to_the_collector_and_the_collector_sends_to_Jaeger()
    {
        var sent = new Uri(Compose.Services["ingress"]["environment"]["OTEL_EXPORTER_OTLP_ENDPOINT"].Text);
        Assert.Equal("collector", sent.Host);
        Assert.Equal($"0.0.0.0:{sent.Port}", Collector["receivers"]["otlp"]["protocols"]["grpc"]["endpoint"].Text);
        var forwarded = Collector["exporters"]["otlp_grpc/jaeger"]["endpoint"].Text.Split(':');
        Assert.Equal("jaeger", forwarded[0]);
        Assert.Equal($"0.0.0.0:{forwarded[1]}", Jaeger["receivers"]["otlp"]["protocols"]["grpc"]["endpoint"].Text);
    }

    [Theory]
    [InlineData("collector.yaml")]
    [InlineData("jaeger.yaml")]
    public void Pipelines_use_everything_that_is_defined_and_nothing_else(string file)
    {
        var config = YamlFile.Read("observability", file);
        foreach (var kind in (string[])["receivers", "processors", "exporters"])
        {
            var used = config["service"]["pipelines"].Entries.Where(pipeline => pipeline.Value.Find(kind) is not null)
                .SelectMany(pipeline => pipeline.Value[kind].Items.Select(item => item.Text)).Distinct();
            Assert.Equal(config[kind].Keys.Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
        }

        var extensions = config["service"].Find("extensions")?.Items.Select(item => item.Text) ?? [];
        Assert.Equal((config.Find("extensions")?.Keys ?? []).Order(StringComparer.Ordinal), extensions.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_collector_accepts_traces_metrics_and_logs() =>
        // A service with an OTLP endpoint sends all three, and would retry what the collector refuses.
        Assert.Equal(["logs", "metrics", "traces"], Collector["service"]["pipelines"].Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Prometheus_scrapes_every_service_the_broker_and_the_collector()
    {
        var targets = Prometheus["scrape_configs"].Items.ToDictionary(
            job => job["job_name"].Text,
            job => job["static_configs"].Items.SelectMany(config => config["targets"].Items).Select(target => target.Text));
        Assert.Equal(
            Compose.Own.Keys.Select(name => $"{name}:8080").Order(StringComparer.Ordinal),
            targets["services"].Order(StringComparer.Ordinal));
        Assert.Equal(["rabbitmq:15692"], targets["rabbitmq"]);
        Assert.Equal(["rabbitmq:15692"], targets["rabbitmq-queues"]);
        var port = Collector["service"]["telemetry"]["metrics"]["readers"].Items.Single()["pull"]["exporter"]["prometheus"]["port"].Text;
        Assert.Equal([$"collector:{port}"], targets["collector"]);
    }

    [Fact]
    public void Grafanas_data_sources_are_containers() => Assert.All(
        YamlFile.Read("observability", "grafana", "provisioning", "datasources", "datasources.yaml")["datasources"].Items,
        source => Assert.Contains(new Uri(source["url"].Text).Host, Compose.Services.Keys));
}
