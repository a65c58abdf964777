using System.Text.Json;
using System.Text.Json.Nodes;
using Scim.Protocol.Schemas;

namespace Scim.Bus.DocumentStore.Search;

/// <summary>
/// Sort key of a query. A multi-valued attribute is sorted by its primary element, else by its first (RFC 7644, section 3.4.2.3).
/// </summary>
public sealed class SortKey
{
    private SortKey(SearchPath path) => Path = path;

    internal SearchPath Path { get; }

    /// <summary>Creates the sort key of an attribute; null if the attribute is not sortable.</summary>
    public static SortKey? TryCreate(AttributeReference reference)
    {
        if (reference is { SubAttribute: null, Attribute: { Type: AttributeType.Complex } complex })
            reference = reference with { SubAttribute = complex.DefaultSubAttribute };
        if (reference.Attribute is not { Queryable: true, Detached: false } attribute
            || (attribute.Type == AttributeType.Complex && reference.SubAttribute is not { Queryable: true, Detached: false }))
        {
            return null;
        }

        var path = SearchPath.From(Scim.Protocol.Filters.AttributeLocation.From(reference));
        return new SortKey(attribute.MultiValued ? new SearchPath([SearchDocument.First]).Then(path) : path);
    }

    /// <summary>Gets the sort value of a document, as engines compare it.</summary>
    internal object? ValueIn(JsonObject search) => Path.ValuesIn(search).FirstOrDefault() is { } value
        ? value.GetValueKind() switch
        {
            JsonValueKind.String => value.GetValue<string>(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => value.GetValue<decimal>(),
        }
        : null;
}
