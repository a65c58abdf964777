using System.Globalization;
using System.Text;
using MongoDB.Bson;
using Scim.Bus.DocumentStore.Search;
using Scim.Protocol.Filters;

namespace Scim.Bus.DocumentStore.Mongo;

/// <summary>
/// Translates a filter to MongoDB's query language, with operators that every compatible database has: no collations, no expressions.
/// </summary>
internal static class MongoFilter
{
    /// <summary>The field of a stored document that holds its <see cref="SearchDocument"/>.</summary>
    public const string SearchField = "s";

    /// <summary>
    /// Pattern of the end of a text. A dollar sign would also match before a final line break, and not every database knows <c>\z</c>.
    /// </summary>
    private const string End = "(?![\\s\\S])";

    public static BsonDocument Translate(BoundFilter filter) => Condition(filter, SearchField);

    /// <summary>Name of the field at a path.</summary>
    public static string Field(SearchPath path) => $"{SearchField}.{path}";

    /// <summary>Converts a value to the form it has in a search document.</summary>
    public static BsonValue Value(object? value) => value switch
    {
        null => BsonNull.Value,
        string text => text,
        bool truth => truth,
        decimal number => Number(number),
        DateTimeOffset time => AttributeValue.Sortable(time),
        _ => throw new ArgumentException($"Unknown type of value: {value.GetType().Name}.", nameof(value)),
    };

    /// <summary>Converts a number to a 64-bit integer or a double, which compare with each other in every database.</summary>
    public static BsonValue Number(decimal number) =>
        number == decimal.Truncate(number) && Math.Abs(number) < long.MaxValue ? (long)number : (double)number;

    private static BsonDocument Condition(BoundFilter filter, string field) => filter switch
    {
        BoundAnd and => Both(Condition(and.Left, field), Condition(and.Right, field)),
        BoundOr or => List("$or", Condition(or.Left, field), Condition(or.Right, field)),
        BoundNot not => List("$nor", Condition(not.Operand, field)),
        BoundConstant constant => constant.Value ? [] : new BsonDocument("_id", new BsonDocument("$in", new BsonArray())),
        BoundPresent present => new BsonDocument(At(field, present.Attribute), Exists(true)),
        BoundIn isIn => new BsonDocument(At(field, isIn.Attribute), new BsonDocument("$in", new BsonArray(isIn.Values))),
        BoundComparison comparison => new BsonDocument(At(field, comparison.Attribute), Compare(comparison)),
        BoundAny any => Any(any, At(field, any.Attribute)),
        _ => throw new InvalidOperationException($"Unknown filter: {filter.GetType().Name}."),
    };

    private static BsonDocument Any(BoundAny any, string field)
    {
        if (!any.Attribute.Definition.MultiValued)
            return List("$and", new BsonDocument(field, Exists(true)), Condition(any.Element, field));
        // Simple values have no field to name: their condition goes into the $elemMatch itself.
        var element = any.Element switch
        {
            BoundComparison { Attribute.Segments.Count: 0 } comparison => Compare(comparison),
            var other => Condition(other, ""),
        };
        return new BsonDocument(field, new BsonDocument("$elemMatch", element));
    }

    /// <summary>Combines conditions. Those on different fields share one document, where query planners look for indexes first.</summary>
    private static BsonDocument Both(BsonDocument left, BsonDocument right)
    {
        var areApart = left.Names.Concat(right.Names).All(name => name[0] != '$') && !left.Names.Intersect(right.Names).Any();
        return areApart ? left.AddRange(right) : List("$and", left, right);
    }

    private static BsonDocument Compare(BoundComparison comparison)
    {
        if (comparison.Value is null)
            return Exists(comparison.Operator == ComparisonOperator.Ne);
        var value = Value(comparison.Value);
        return comparison.Operator switch
        {
            ComparisonOperator.Eq => new BsonDocument("$eq", value),
            ComparisonOperator.Ne => new BsonDocument("$ne", value),
            ComparisonOperator.Gt => new BsonDocument("$gt", value),
            ComparisonOperator.Ge => new BsonDocument("$gte", value),
            ComparisonOperator.Lt => new BsonDocument("$lt", value),
            ComparisonOperator.Le => new BsonDocument("$lte", value),
            ComparisonOperator.Co => Pattern(Escape(value.AsString)),
            ComparisonOperator.Sw => StartsWith(value.AsString),
            ComparisonOperator.Ew => Pattern(Escape(value.AsString) + End),
            _ => throw new ArgumentOutOfRangeException(nameof(comparison)),
        };
    }

    private static BsonDocument StartsWith(string prefix)
    {
        var range = new BsonDocument("$gte", prefix);
        return Prefix.EndOf(prefix) is { } end ? range.Add("$lt", end) : range;
    }

    private static BsonDocument Pattern(string pattern) => new("$regex", pattern);

    private static BsonDocument Exists(bool exists) => new("$exists", exists);

    private static BsonDocument List(string name, params BsonDocument[] conditions) => new(name, new BsonArray(conditions));

    private static string At(string field, AttributeLocation attribute)
    {
        var path = SearchPath.From(attribute).ToString();
        return field.Length == 0 ? path : path.Length == 0 ? field : $"{field}.{path}";
    }

    /// <summary>Escapes each character that is special in a pattern, one by one: <c>\Q…\E</c> differs between servers.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsControl(c))
                escaped.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}");
            else
                escaped.Append(char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c) ? "\\" : "").Append(c);
        }

        return escaped.ToString();
    }
}
