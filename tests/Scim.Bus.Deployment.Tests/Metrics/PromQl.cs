using System.Text.RegularExpressions;

namespace Scim.Bus.Deployment.Tests.Metrics;

/// <summary>
/// Finds metrics, labels and routes in PromQL. Not a parser: it understands only what the rules and dashboards here use.
/// </summary>
internal static partial class PromQl
{
    private static readonly HashSet<string> Keywords = ["by", "without", "or", "and", "unless", "offset", "on", "ignoring", "bool"];

    /// <summary>Names of metrics.</summary>
    public static IEnumerable<string> MetricsOf(string expression)
    {
        var bare = Grouping().Replace(Range().Replace(Matchers().Replace(Quoted().Replace(expression, "''"), ""), ""), "");
        return Name().Matches(bare).Select(match => match.Value).Where(name => !Keywords.Contains(name)).Distinct(StringComparer.Ordinal);
    }

    /// <summary>Names of labels that the expression groups or selects by.</summary>
    public static IEnumerable<string> LabelsOf(string expression)
    {
        var unquoted = Quoted().Replace(expression, "''");
        var selected = Matchers().Matches(unquoted)
            .SelectMany(match => Label().Matches(match.Value))
            .Select(match => match.Groups["name"].Value);
        var grouped = Grouping().Matches(unquoted)
            .SelectMany(match => match.Groups["labels"].Value.Split(',', StringSplitOptions.TrimEntries));
        return selected.Concat(grouped).Distinct(StringComparer.Ordinal);
    }

    /// <summary>Routes that the expression selects, as regular expressions.</summary>
    public static IEnumerable<string> RoutesOf(string expression) => Routes().Matches(expression)
        .Select(match => match.Groups["exact"].Success ? Regex.Escape(match.Groups["exact"].Value) : match.Groups["pattern"].Value);

    [GeneratedRegex("\"[^\"]*\"|'[^']*'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Matchers();

    [GeneratedRegex(@"\[[^\]]*\]|offset\s+\S+")]
    private static partial Regex Range();

    [GeneratedRegex(@"\b(by|without)\s*\((?<labels>[^)]*)\)")]
    private static partial Regex Grouping();

    // Not a function, which a parenthesis follows, and not the unit of a number.
    [GeneratedRegex(@"(?<![\w$.])[a-zA-Z_:][\w:]*\b(?!\s*\()")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?<name>\w+)\s*(=~|!~|!=|=)")]
    private static partial Regex Label();

    [GeneratedRegex("http_route=(~\"(?<pattern>[^\"]+)\"|\"(?<exact>[^\"]+)\")")]
    private static partial Regex Routes();
}
