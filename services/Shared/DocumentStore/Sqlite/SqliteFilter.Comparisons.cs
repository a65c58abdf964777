using System.Globalization;
using Scim.Bus.DocumentStore.Search;
using Scim.Protocol.Filters;

namespace Scim.Bus.DocumentStore.Sqlite;

/// <content>Comparisons of one value, in an index or in a document.</content>
internal sealed partial class SqliteFilter
{
    private string KeyValues(BoundComparison comparison) => comparison.Operator switch
    {
        ComparisonOperator.Sw => KeysFrom((string)comparison.Value!),
        var other => $"value {Symbol(other)} {Parameter(comparison.Value)}",
    };

    private string KeysFrom(string prefix)
    {
        var from = $"value >= {Parameter(prefix)}";
        return Prefix.EndOf(prefix) is { } end ? $"{from} AND value < {Parameter(end)}" : from;
    }

    private string Comparison(BoundComparison comparison, string value)
    {
        if (comparison.Value is null)
            return comparison.Operator == ComparisonOperator.Eq ? $"({value} IS NULL)" : $"({value} IS NOT NULL)";
        if (comparison.Value is "" && comparison.Operator is ComparisonOperator.Co or ComparisonOperator.Sw or ComparisonOperator.Ew)
            return $"({value} IS NOT NULL)";
        return comparison.Operator switch
        {
            ComparisonOperator.Eq => $"({value} IS {Parameter(comparison.Value)})",
            ComparisonOperator.Ne => $"({value} IS NOT {Parameter(comparison.Value)})",
            ComparisonOperator.Co => $"coalesce(instr({value}, {Parameter(comparison.Value)}) > 0, 0)",
            ComparisonOperator.Sw => $"coalesce(substr({value}, 1, {Length((string)comparison.Value)}) = {Parameter(comparison.Value)}, 0)",
            ComparisonOperator.Ew => $"coalesce(substr({value}, -{Length((string)comparison.Value)}) = {Parameter(comparison.Value)}, 0)",
            var other => $"coalesce({value} {Symbol(other)} {Parameter(comparison.Value)}, 0)",
        };
    }

    /// <summary>Length in code points, as SQLite counts; .NET counts UTF-16 units.</summary>
    private static string Length(string text) => text.EnumerateRunes().Count().ToString(CultureInfo.InvariantCulture);

    private static string Symbol(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Eq => "=",
        ComparisonOperator.Gt => ">",
        ComparisonOperator.Ge => ">=",
        ComparisonOperator.Lt => "<",
        ComparisonOperator.Le => "<=",
        _ => throw new ArgumentOutOfRangeException(nameof(comparison)),
    };
}
