using System.Text.RegularExpressions;

namespace Scim.Bus.Deployment.Tests.Metrics;

/// <summary>Metrics from one or more scrapes: their names, labels and label values.</summary>
internal sealed partial class Scrape
{
    private readonly Dictionary<string, Dictionary<string, HashSet<string>>> _series = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => _series.Keys;

    /// <summary>Adds a response in Prometheus's text format.</summary>
    public void Add(string text)
    {
        foreach (var match in Sample().Matches(text).Cast<Match>())
        {
            if (!_series.TryGetValue(match.Groups["name"].Value, out var labels))
                _series.Add(match.Groups["name"].Value, labels = new(StringComparer.Ordinal));
            foreach (var label in Label().Matches(match.Groups["labels"].Value).Cast<Match>())
            {
                if (!labels.TryGetValue(label.Groups["name"].Value, out var values))
                    labels.Add(label.Groups["name"].Value, values = new(StringComparer.Ordinal));
                values.Add(label.Groups["value"].Value);
            }
        }
    }

    public bool Has(string metric) => _series.ContainsKey(metric);

    /// <summary>Whether any series of the metric has the label.</summary>
    public bool HasLabel(string metric, string label) => _series.TryGetValue(metric, out var labels) && labels.ContainsKey(label);

    /// <summary>Values of a metric's label.</summary>
    public IEnumerable<string> Values(string metric, string label) =>
        _series.TryGetValue(metric, out var labels) && labels.TryGetValue(label, out var values) ? values : [];

    [GeneratedRegex(@"^(?<name>[a-zA-Z_:][\w:]*)(\{(?<labels>.*)\})? \S+", RegexOptions.Multiline)]
    private static partial Regex Sample();

    [GeneratedRegex("(?<name>\\w+)=\"(?<value>(?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Label();
}
