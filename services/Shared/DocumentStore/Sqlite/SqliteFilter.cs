using System.Globalization;
using Scim.Bus.DocumentStore.Search;
using Scim.Protocol.Filters;

namespace Scim.Bus.DocumentStore.Sqlite;

/// <summary>
/// Translates a filter to a condition on the table <c>d</c> and its keys. Every condition is 0 or 1, never NULL, so that <c>NOT</c> is
/// always its opposite.
/// </summary>
internal sealed class SqliteFilter(string table, IReadOnlySet<SearchPath> indexed, List<object?> arguments)
{
    private int _elements;

    /// <summary>Translates a filter and appends its parameters to the arguments.</summary>
    public string Translate(BoundFilter filter) => Condition(filter, SqliteScope.Document);

    /// <summary>
    /// Translates a filter to conditions on the table of keys and <c>d</c> if all documents that match have one value of an index, which
    /// finds them in the order of their ids; null for any other filter, and where another index might find fewer.
    /// </summary>
    public string? TranslateByKey(BoundFilter filter)
    {
        var parts = PartsOf(filter).ToList();
        if (parts.FindAll(IsIndexed) is not [var indexedPart] || EqualityIn(indexedPart) is not { } equality)
            return null;
        var conditions = new List<string>
        {
            $"{table}_key.name = {Parameter(equality.Path.ToString())}",
            $"{table}_key.value = {Parameter(equality.Comparison.Value)}",
        };
        if (indexedPart is BoundAny any && !ReferenceEquals(any.Element, equality.Comparison))
            conditions.Add(Exists(any, SqliteScope.Document));
        conditions.AddRange(parts.Where(part => !ReferenceEquals(part, indexedPart)).Select(Translate));
        return string.Join(" AND ", conditions);
    }

    /// <summary>
    /// True if an index finds every document that matches. The tenant's index must then be disabled, as SQLite would prefer it.
    /// </summary>
    public bool IsIndexed(BoundFilter filter) => filter switch
    {
        BoundAnd and => IsIndexed(and.Left) || IsIndexed(and.Right),
        BoundOr or => IsIndexed(or.Left) && IsIndexed(or.Right),
        BoundIn isIn => indexed.Contains(SearchPath.From(isIn.Attribute)),
        BoundComparison comparison => ByKey(comparison, SearchPath.From(comparison.Attribute)),
        BoundAny any => IndexedPart(any, any.Element) is not null,
        _ => false,
    };

    public string Parameter(object? value)
    {
        arguments.Add(value switch
        {
            bool truth => truth ? 1L : 0L,
            decimal number => number == decimal.Truncate(number) && Math.Abs(number) < long.MaxValue ? (long)number : (double)number,
            DateTimeOffset time => AttributeValue.Sortable(time),
            _ => value,
        });
        return $"${arguments.Count.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>SQL of the value at a path of a JSON text.</summary>
    public static string Extract(string json, SearchPath path) =>
        path.Segments.Count == 0 ? json : $"json_extract({json}, {JsonPath(path)})";

    /// <summary>JSON path of a value. Segments are attribute names and URNs, which contain neither quotes nor backslashes.</summary>
    public static string JsonPath(SearchPath path) => $"'$.{string.Join('.', path.Segments.Select(segment => $"\"{segment}\""))}'";

    private string Condition(BoundFilter filter, SqliteScope scope) => filter switch
    {
        BoundAnd and => $"({Condition(and.Left, scope)} AND {Condition(and.Right, scope)})",
        BoundOr or => $"({Condition(or.Left, scope)} OR {Condition(or.Right, scope)})",
        BoundNot not => $"(NOT {Condition(not.Operand, scope)})",
        BoundConstant constant => constant.Value ? "1" : "0",
        BoundPresent present => $"({scope.Type(present.Attribute)} IS NOT NULL)",
        BoundIn isIn => In(isIn, scope),
        BoundComparison comparison => scope.IsDocument && ByKey(comparison, SearchPath.From(comparison.Attribute))
            ? KeyComparison(SearchPath.From(comparison.Attribute), comparison)
            : Comparison(comparison, scope.Value(comparison.Attribute)),
        BoundAny any => Any(any, scope),
        _ => throw new InvalidOperationException($"Unknown filter: {filter.GetType().Name}."),
    };

    private string In(BoundIn isIn, SqliteScope scope)
    {
        if (isIn.Values.Count == 0)
            return "0";
        var values = Values(isIn);
        var path = SearchPath.From(isIn.Attribute);
        return scope.IsDocument && indexed.Contains(path)
            ? Keys(path, $"value IN {values}")
            : $"coalesce({scope.Value(isIn.Attribute)} IN {values}, 0)";
    }

    private string Any(BoundAny any, SqliteScope scope)
    {
        var path = SearchPath.From(any.Attribute);
        if (!any.Attribute.Definition.MultiValued)
            return $"({scope.Type(any.Attribute)} IS NOT NULL AND {Condition(any.Element, scope.At(path))})";

        if (!scope.IsDocument || IndexedPart(any, any.Element) is not { } part)
            return Exists(any, scope);
        // The index finds candidates by one part; whether all parts match in one element is still to be seen.
        return ReferenceEquals(part, any.Element) ? ByIndex(path, part) : $"({ByIndex(path, part)} AND {Exists(any, scope)})";
    }

    private string Exists(BoundAny any, SqliteScope scope)
    {
        var element = $"e{(++_elements).ToString(CultureInfo.InvariantCulture)}";
        return $"EXISTS (SELECT 1 FROM json_each({scope.Json}, {JsonPath(scope.Base.Then(SearchPath.From(any.Attribute)))}) {element} "
            + $"WHERE {Condition(any.Element, new SqliteScope($"{element}.value", new SearchPath([])))})";
    }

    /// <summary>
    /// Finds a part of the condition that every matching element satisfies and that an index serves; null if there is none.
    /// </summary>
    private BoundFilter? IndexedPart(BoundAny any, BoundFilter element) => element switch
    {
        BoundAnd and => IndexedPart(any, and.Left) ?? IndexedPart(any, and.Right),
        BoundComparison comparison when ByKey(comparison, PathIn(any, comparison.Attribute)) => comparison,
        BoundIn { Values.Count: > 0 } isIn when indexed.Contains(PathIn(any, isIn.Attribute)) => isIn,
        _ => null,
    };

    private (SearchPath Path, BoundComparison Comparison)? EqualityIn(BoundFilter part) => part switch
    {
        BoundComparison { Operator: ComparisonOperator.Eq } comparison => (SearchPath.From(comparison.Attribute), comparison),
        BoundAny { Attribute.Definition.MultiValued: true } any
            when IndexedPart(any, any.Element) is BoundComparison { Operator: ComparisonOperator.Eq } comparison =>
            (PathIn(any, comparison.Attribute), comparison),
        _ => null,
    };

    private static IEnumerable<BoundFilter> PartsOf(BoundFilter filter) =>
        filter is BoundAnd and ? PartsOf(and.Left).Concat(PartsOf(and.Right)) : [filter];

    private static SearchPath PathIn(BoundAny any, AttributeLocation attribute) =>
        SearchPath.From(any.Attribute).Then(SearchPath.From(attribute));

    private string ByIndex(SearchPath path, BoundFilter part) => part switch
    {
        BoundIn isIn => Keys(path.Then(SearchPath.From(isIn.Attribute)), $"value IN {Values(isIn)}"),
        BoundComparison comparison => KeyComparison(path.Then(SearchPath.From(comparison.Attribute)), comparison),
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };

    private string Values(BoundIn isIn) => $"({string.Join(", ", isIn.Values.Select(value => Parameter(value)))})";

    private bool ByKey(BoundComparison comparison, SearchPath path) =>
        comparison is { Value: not (null or ""), Operator: not (ComparisonOperator.Ne or ComparisonOperator.Co or ComparisonOperator.Ew) }
        && indexed.Contains(path);

    private string KeyComparison(SearchPath path, BoundComparison comparison) => Keys(path, comparison.Operator switch
    {
        ComparisonOperator.Sw => StartsWith("value", (string)comparison.Value!),
        var other => $"value {Symbol(other)} {Parameter(comparison.Value)}",
    });

    private string Keys(SearchPath path, string condition) =>
        $"(d.seq IN (SELECT seq FROM {table}_key WHERE tenant = $1 AND name = {Parameter(path.ToString())} AND {condition}))";

    private string StartsWith(string column, string prefix)
    {
        var from = $"{column} >= {Parameter(prefix)}";
        return Prefix.EndOf(prefix) is { } end ? $"{from} AND {column} < {Parameter(end)}" : from;
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
