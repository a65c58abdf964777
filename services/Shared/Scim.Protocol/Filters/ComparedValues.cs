using System.Text.Json.Nodes;

namespace Scim.Protocol.Filters;

/// <summary>
/// Keeps values in the form in which they are compared, so that many filters over the same resource normalise each value once. A node may
/// be replaced by another meanwhile, but not changed, and belongs to one attribute. Not thread-safe.
/// </summary>
public sealed class ComparedValues
{
    private readonly Dictionary<JsonNode, object?> _values = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<JsonNode, string?> _keys = new(ReferenceEqualityComparer.Instance);

    /// <summary>The value of a leaf, as <see cref="AttributeValue.From"/> returns it.</summary>
    internal object? ValueOf(JsonNode? node, Schemas.AttributeDefinition attribute)
    {
        if (node is null)
            return null;
        if (!_values.TryGetValue(node, out var value))
            _values.Add(node, value = AttributeValue.From(node, attribute));
        return value;
    }

    /// <summary>The canonical key of a leaf, as <see cref="AttributeValue.KeyOf"/> returns it.</summary>
    internal string? KeyOf(JsonNode? node)
    {
        if (node is null)
            return null;
        if (!_keys.TryGetValue(node, out var key))
            _keys.Add(node, key = AttributeValue.KeyOf(node));
        return key;
    }
}
