using System.Text.RegularExpressions;

namespace Scim.Bus.Deployment.Tests.Metrics;

/// <summary>What an expression of Prometheus asks for. Not a parser: it knows what the rules and dashboards of this repository use.</summary>
internal static partial class PromQl
{
    private static readonly HashSet<string> Words = ["by", "without", "or", "and", "unless", "offset", "on", "ignoring", "bool"];

    /// <summary>The names of the metrics.</summary>
    public static IEnumerable<string> MetricsOf(string expression)
    {
        var bare = Grouping().Replace(Range().Replace(Matchers().Replace(Quoted().Replace(expression, "''"), ""), ""), "");
        return Name().Matches(bare).Select(match => match.Value).Where(name => !Words.Contains(name)).Distinct(StringComparer.Ordinal);
    }

    /// <summary>The names of the labels that it groups or selects by.</summary>
    public static IEnumerable<string> LabelsOf(string expression)
    {
        var unquoted = Quoted().Replace(expression, "''");
        var selected = Matchers().Matches(unquoted).SelectMany(match => Label().Matches(match.Value)).Select(match => match.Groups["name"].Value);
        var grouped = Grouping().Matches(unquoted).SelectMany(match => match.Groups["labels"].Value.Split(',', StringSplitOptions.TrimEntries));
        return selected.Concat(grouped).Distinct(StringComparer.Ordinal);
    }

    /// <summary>The routes that it selects by equality or expression, as expressions.</summary>
    public static IEnumerable<string> RoutesOf(string expression) =>
        Routes().Matches(expression).Select(match => match.Groups["exact"].Success ? Regex.Escape(match.Groups["exact"].Value) : match.Groups["pattern"].Value);

    [GeneratedRegex("\"[^\"]*\"|'[^']*'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Matchers();

    [GeneratedRegex(@"\[[^\]]*\]|offset\s+\S+")]
    private static partial Regex Range();

    [GeneratedRegex(@"\b(by|without)\s*\((?<labels>[^)]*)\)")]
    private static partial Regex Grouping();

    // Not a function (a bracket follows) and not the unit of a number.
    [GeneratedRegex(@"(?<![\w$.])[a-zA-Z_:][\w:]*\b(?!\s*\()")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?<name>\w+)\s*(=~|!~|!=|=)")]
    private static partial Regex Label();

    [GeneratedRegex("http_route=(~\"(?<pattern>[^\"]+)\"|\"(?<exact>[^\"]+)\")")]
    private static partial Regex Routes();
}
