using System.Text.Json.Nodes;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.DocumentStore.Search;

/// <summary>
/// The form of a resource that queries run on, stored beside the document's body and never returned. Its values are normalised by
/// <see cref="AttributeValue"/>, so that engines only compare ordinally and need neither collations nor date functions. An attribute with a
/// canonical key has that beside it.
/// </summary>
internal static class SearchDocument
{
    /// <summary>Name of the member that holds, for each multi-valued attribute, the element to sort by.</summary>
    public const string First = "_first";

    public static JsonObject From(JsonObject resource, ResourceType type)
    {
        var first = new JsonObject();
        var search = Attributes(resource, type.TopLevel, first);
        foreach (var extension in type.Extensions)
        {
            if (resource[extension.Id] is not JsonObject values)
                continue;
            var extensionFirst = new JsonObject();
            search[SearchPath.Escape(extension.Id)] = Attributes(values, extension.Attributes, extensionFirst);
            if (extensionFirst.Count > 0)
                first[SearchPath.Escape(extension.Id)] = extensionFirst;
        }

        if (first.Count > 0)
            search[First] = first;
        return search;
    }

    private static JsonObject Attributes(JsonObject values, IEnumerable<AttributeDefinition> attributes, JsonObject? first)
    {
        var search = new JsonObject();
        foreach (var attribute in attributes)
        {
            if (!attribute.Queryable || attribute.Detached || values[attribute.Name] is not { } value)
                continue;
            if (value is not JsonArray elements)
            {
                if (One(value, attribute) is { } one)
                    search[attribute.Name] = one;
                if (attribute.HasCanonicalKey && AttributeValue.KeyOf(value) is { } key)
                    search[AttributeLocation.KeyName(attribute)] = key;
            }
            else if (elements.Count > 0)
            {
                search[attribute.Name] = new JsonArray([.. elements.Select(element => One(element!, attribute))]);
                if (first is not null)
                    first[attribute.Name] = One(elements.FirstOrDefault(IsPrimary) ?? elements[0]!, attribute);
            }
        }

        return search;
    }

    private static JsonNode? One(JsonNode value, AttributeDefinition attribute) => value is JsonObject complex
        ? Attributes(complex, attribute.SubAttributes, first: null)
        : AttributeValue.From(value, attribute) switch
        {
            string text => JsonValue.Create(text),
            bool truth => JsonValue.Create(truth),
            decimal number => JsonValue.Create(number),
            DateTimeOffset time => JsonValue.Create(AttributeValue.Sortable(time)),
            _ => null,
        };

    private static bool IsPrimary(JsonNode? element) =>
        element is JsonObject complex && complex["primary"] is JsonValue value && value.TryGetValue<bool>(out var primary) && primary;
}
