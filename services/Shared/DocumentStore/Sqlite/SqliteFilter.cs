using System.Globalization;
using Scim.Bus.DocumentStore.Search;
using Scim.Protocol.Filters;

namespace Scim.Bus.DocumentStore.Sqlite;

/// <summary>
/// Translates a filter to a condition on the table <c>d</c> and its keys. Every condition is 0 or 1, never NULL, so that <c>NOT</c> is
/// always its opposite.
/// </summary>
internal sealed partial class SqliteFilter(string table, IReadOnlySet<SearchPath> indexed, List<object?> arguments)
{
    private int _elements;

    /// <summary>Translates a filter and appends its parameters to the arguments.</summary>
    public string Translate(BoundFilter filter) => Condition(filter, SqliteScope.Document);

    /// <summary>Translates a filter so that each document is looked at, and no index is.</summary>
    public string TranslateWithoutIndexes(BoundFilter filter) => Condition(filter, SqliteScope.WithoutIndexes);

    /// <summary>
    /// The indexes that find every document that matches, each by its keys; none where a part of the filter needs its index otherwise.
    /// </summary>
    public IReadOnlyList<SqliteKeys> KeysOf(BoundFilter filter)
    {
        var parts = PartsOf(filter).Where(IsIndexed).ToList();
        var keys = parts.Select(KeysOfPart).OfType<SqliteKeys>().ToList();
        return keys.Count == parts.Count ? keys : [];
    }

    /// <summary>Translates keys to a condition on the table of keys.</summary>
    public string Translate(SqliteKeys keys) =>
        $"{table}_key.tenant = $1 AND name = {Parameter(keys.Path.ToString())} AND {KeyValues(keys.Comparison)}";

    /// <summary>
    /// Translates what the keys do not say of the documents, without other indexes, as it is seen of a few documents only; null if they say
    /// everything.
    /// </summary>
    public string? TranslateRest(BoundFilter filter, SqliteKeys keys)
    {
        var rest = PartsOf(filter).Where(part => !ReferenceEquals(part, keys.Part) || !keys.IsWholePart);
        var conditions = rest.Select(part => Condition(part, SqliteScope.WithoutIndexes)).ToList();
        return conditions.Count == 0 ? null : string.Join(" AND ", conditions);
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
        BoundComparison comparison => scope.HasIndexes && ByKey(comparison, SearchPath.From(comparison.Attribute))
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
        return scope.HasIndexes && indexed.Contains(path)
            ? Keys(path, $"value IN {values}")
            : $"coalesce({scope.Value(isIn.Attribute)} IN {values}, 0)";
    }

    private string Any(BoundAny any, SqliteScope scope)
    {
        var path = SearchPath.From(any.Attribute);
        if (!any.Attribute.Definition.MultiValued)
            return $"({scope.Type(any.Attribute)} IS NOT NULL AND {Condition(any.Element, scope.At(path))})";

        if (!scope.HasIndexes || IndexedPart(any, any.Element) is not { } part)
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

    private SqliteKeys? KeysOfPart(BoundFilter part) => part switch
    {
        BoundComparison comparison => new SqliteKeys(part, SearchPath.From(comparison.Attribute), comparison),
        BoundAny { Attribute.Definition.MultiValued: true } any when IndexedPart(any, any.Element) is BoundComparison comparison =>
            new SqliteKeys(part, PathIn(any, comparison.Attribute), comparison),
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

    private string KeyComparison(SearchPath path, BoundComparison comparison) => Keys(path, KeyValues(comparison));

    private string Keys(SearchPath path, string condition) =>
        $"(d.seq IN (SELECT seq FROM {table}_key WHERE tenant = $1 AND name = {Parameter(path.ToString())} AND {condition}))";
}
