using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Scim.Bus.Deployment.Tests.Files;
using Scim.Bus.Deployment.Tests.Metrics;

namespace Scim.Bus.Deployment.Tests;

/// <summary>
/// An alert on a metric that nobody publishes never fires, and a panel stays empty. So each name is checked against a real scrape.
/// </summary>
public sealed class MetricNamesTests(RabbitMqFixture rabbit) : IClassFixture<RabbitMqFixture>
{
    /// <summary>Metrics that Prometheus itself produces.</summary>
    private static readonly HashSet<string> OfPrometheus = ["up", "ALERTS"];

    /// <summary>Labels that Prometheus adds: those of relabel_configs and of ALERTS.</summary>
    private static readonly HashSet<string> LabelsOfPrometheus = ["job", "service", "alertname", "alertstate", "instance"];

    [Trait("Needs", "Processes")]
    [SkippableFact]
    public async Task Alerts_and_panels_use_metrics_labels_and_routes_that_exist()
    {
        var broker = await rabbit.GetAsync();
        Skip.IfNot(broker.CanBeKilled, $"{broker.Kind} must not be killed by a test.");
        Skip.If(broker.Metrics is null, $"The metrics address of {broker.Kind} is unknown.");
        var scrape = await BusyWorld.ScrapeAsync(broker);

        var wrong = new List<string>();
        foreach (var (where, expression) in Alert.All.Select(alert => (alert.Name, alert.Expression)).Concat(Panels()))
        {
            var metrics = PromQl.MetricsOf(expression).Where(metric => !OfPrometheus.Contains(metric)).ToList();
            wrong.AddRange(metrics.Where(metric => !scrape.Has(metric)).Select(metric => $"{where}: no metric {metric}"));
            var labels = metrics.Count == 0 ? [] : PromQl.LabelsOf(expression).Where(label => !LabelsOfPrometheus.Contains(label));
            wrong.AddRange(labels
                .Where(label => !metrics.Exists(metric => scrape.HasLabel(metric, label)))
                .Select(label => $"{where}: no label {label}"));
            var routes = metrics.SelectMany(metric => scrape.Values(metric, "http_route")).ToList();
            wrong.AddRange(PromQl.RoutesOf(expression)
                .Where(route => !routes.Exists(value => Regex.IsMatch(value, $"^(?:{route})$")))
                .Select(route => $"{where}: no route {route}"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Metrics_labels_and_routes_of_an_expression_are_found()
    {
        const string Expression = """
            sum by (service) (increase(a_total{http_route="/x", code=~"5.."}[5m])) / b > 0.01
              or sum(c_count unless c_count offset 15m)
            """;
        Assert.Equal(["a_total", "b", "c_count"], PromQl.MetricsOf(Expression));
        Assert.Equal(["http_route", "code", "service"], PromQl.LabelsOf(Expression));
        Assert.Equal(["/x"], PromQl.RoutesOf(Expression));
    }

    private static IEnumerable<(string Where, string Expression)> Panels()
    {
        var dashboard = JsonNode.Parse(File.ReadAllText(RepositoryRoot.PathTo("observability", "grafana", "dashboards", "scim-bus.json")))!;
        return dashboard["panels"]!.AsArray()
            .Where(panel => panel!["targets"] is not null)
            .SelectMany(panel => panel!["targets"]!.AsArray()
                .Select(target => ($"panel '{panel["title"]}'", target!["expr"]!.GetValue<string>())));
    }
}
