using System.Text.Json.Nodes;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Filters;

/// <summary>
/// Evaluates a filter on a resource in memory. The one definition of what a filter means: the stores' translations are tested
/// against it.
/// </summary>
public static class FilterEvaluator
{
    /// <summary>Whether the resource, or the element of a value path, matches.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="target">The resource or element.</param>
    /// <param name="values">Values that earlier evaluations have normalised; null for a single one.</param>
    public static bool Matches(BoundFilter filter, JsonNode? target, ComparedValues? values = null) => filter switch
    {
        BoundAnd and => Matches(and.Left, target, values) && Matches(and.Right, target, values),
        BoundOr or => Matches(or.Left, target, values) || Matches(or.Right, target, values),
        BoundNot not => !Matches(not.Operand, target, values),
        BoundConstant constant => constant.Value,
        BoundPresent present => IsPresent(Value(present.Attribute, target)),
        BoundComparison comparison => Compare(comparison, Compared(comparison.Attribute, target, values)),
        BoundIn isIn => Compared(isIn.Attribute, target, values) is string text && isIn.Values.Contains(text),
        BoundAny any => Value(any.Attribute, target) switch
        {
            null => false,
            JsonArray elements => elements.Any(element => Matches(any.Element, element, values)),
            var single => Matches(any.Element, single, values),
        },
        _ => throw new InvalidOperationException($"No such filter: {filter.GetType().Name}."),
    };

    private static object? Compared(AttributeLocation location, JsonNode? target, ComparedValues? values)
    {
        if (!location.IsKey)
            return ValueOf(Value(location, target), location.Definition, values);
        var source = Value(location.Source, target);
        return values is null ? AttributeValue.KeyOf(source) : values.KeyOf(source);
    }

    private static object? ValueOf(JsonNode? node, AttributeDefinition attribute, ComparedValues? values) =>
        values is null ? AttributeValue.From(node, attribute) : values.ValueOf(node, attribute);

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
