using System.Text.Json.Nodes;

namespace Scim.Protocol.Filters;

/// <summary>
/// Evaluates a filter on a resource in memory. The one definition of what a filter means: the stores' translations are tested
/// against it.
/// </summary>
public static class FilterEvaluator
{
    /// <summary>Whether the resource, or the element of a value path, matches.</summary>
    public static bool Matches(BoundFilter filter, JsonNode? target) => filter switch
    {
        BoundAnd and => Matches(and.Left, target) && Matches(and.Right, target),
        BoundOr or => Matches(or.Left, target) || Matches(or.Right, target),
        BoundNot not => !Matches(not.Operand, target),
        BoundConstant constant => constant.Value,
        BoundPresent present => IsPresent(Value(present.Attribute, target)),
        BoundComparison comparison => Compare(comparison, Compared(comparison.Attribute, target)),
        BoundIn isIn => Compared(isIn.Attribute, target) is string text && isIn.Values.Contains(text),
        BoundAny any => Value(any.Attribute, target) switch
        {
            null => false,
            JsonArray elements => elements.Any(element => Matches(any.Element, element)),
            var single => Matches(any.Element, single),
        },
        _ => throw new InvalidOperationException($"No such filter: {filter.GetType().Name}."),
    };

    private static object? Compared(AttributeLocation location, JsonNode? target) => location.IsKey
        ? AttributeValue.KeyOf(Value(location.Source, target))
        : AttributeValue.From(Value(location, target), location.Definition);

    private static JsonNode? Value(AttributeLocation location, JsonNode? target)
    {
        foreach (var segment in location.Segments)
            target = (target as JsonObject)?[segment];
        return target;
    }

    /// <summary>An array or object without content is no value. An empty text is one: <see cref="FilterBinder"/> asks for more.</summary>
    private static bool IsPresent(JsonNode? value) => value switch
    {
        null => false,
        JsonArray array => array.Count > 0,
        JsonObject complex => complex.Count > 0,
        _ => true,
    };

    private static bool Compare(BoundComparison comparison, object? value)
    {
        if (value is null || comparison.Value is null)
            return comparison.Operator == (value is null && comparison.Value is null ? ComparisonOperator.Eq : ComparisonOperator.Ne);
        return comparison.Operator switch
        {
            ComparisonOperator.Eq => value.Equals(comparison.Value),
            ComparisonOperator.Ne => !value.Equals(comparison.Value),
            ComparisonOperator.Co => Text(value).Contains(Text(comparison.Value), StringComparison.Ordinal),
            ComparisonOperator.Sw => Text(value).StartsWith(Text(comparison.Value), StringComparison.Ordinal),
            ComparisonOperator.Ew => Text(value).EndsWith(Text(comparison.Value), StringComparison.Ordinal),
            ComparisonOperator.Gt => AttributeValue.Compare(value, comparison.Value) > 0,
            ComparisonOperator.Ge => AttributeValue.Compare(value, comparison.Value) >= 0,
            ComparisonOperator.Lt => AttributeValue.Compare(value, comparison.Value) < 0,
            ComparisonOperator.Le => AttributeValue.Compare(value, comparison.Value) <= 0,
            _ => throw new ArgumentOutOfRangeException(nameof(comparison)),
        };
    }

    private static string Text(object value) => (string)value;
}
