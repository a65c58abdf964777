using System.Text.Json.Nodes;
using Scim.Protocol.Filters;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Patch;

/// <summary>Tells from a filter what an element that matches it looks like.</summary>
internal static class ElementTemplate
{
    /// <summary>
    /// An element with every part that the filter demands by <c>eq</c>, joined by <c>and</c>. Null for a filter that says more, or
    /// less, than that.
    /// </summary>
    public static JsonObject? From(Filter filter, AttributeDefinition attribute)
    {
        var element = new JsonObject();
        return Fill(element, filter, attribute) ? element : null;
    }

    private static bool Fill(JsonObject element, Filter filter, AttributeDefinition attribute)
    {
        switch (filter)
        {
            case AndFilter and:
                return Fill(element, and.Left, attribute) && Fill(element, and.Right, attribute);
            case ComparisonFilter { Operator: ComparisonOperator.Eq, Path: { Urn: null, SubAttribute: null } path, Value.Value: { } value }:
                if (attribute.SubAttribute(path.Name) is not { Mutability: not Mutability.ReadOnly } part || element.ContainsKey(part.Name))
                    return false;
                var sent = value switch
                {
                    string text => JsonValue.Create(text),
                    bool truth => JsonValue.Create(truth),
                    decimal number => JsonValue.Create(number),
                    _ => null,
                };
                element[part.Name] = ValueReader.ReadOne(part, sent, $"{attribute.Name}.{part.Name}");
                return true;
            default:
                return false;
        }
    }
}
