using System.Text.Json.Nodes;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Resources;

/// <summary>Makes the answer for a resource: what the schemas allow to be returned and the client asked for.</summary>
public static class Projection
{
    /// <summary>Copies the selected attributes, in the order of the schemas. Attributes outside the schemas are never returned.</summary>
    public static JsonObject Apply(JsonObject resource, ResourceType type, AttributeSelection selection)
    {
        var result = new JsonObject();
        foreach (var attribute in type.Common.Where(attribute => attribute.Name != "meta").Concat(type.Schema.Attributes))
            Copy(resource, result, null, attribute, selection);
        foreach (var extension in type.Extensions)
        {
            if (resource[extension.Id] is not JsonObject values)
                continue;
            var copy = new JsonObject();
            foreach (var attribute in extension.Attributes)
                Copy(values, copy, extension, attribute, selection);
            if (copy.Count > 0)
                result[extension.Id] = copy;
        }

        if (type.Common.Named("meta") is { } meta)
            Copy(resource, result, null, meta, selection);
        return result;
    }

    /// <summary>Copies the selected parts of one element of an attribute that is kept outside of the resource.</summary>
    public static JsonObject Element(JsonObject element, AttributeDefinition attribute, AttributeSelection selection) =>
        Parts(element, null, attribute, selection);

    private static void Copy(JsonObject from, JsonObject to, Schema? extension, AttributeDefinition attribute, AttributeSelection selection)
    {
        if (from[attribute.Name] is not { } value || !selection.Wants(extension, attribute))
            return;
        var copy = value switch
        {
            JsonArray elements when attribute.Type == AttributeType.Complex => new JsonArray(
                [
                    .. elements.Select(element => Parts((JsonObject)element!, extension, attribute, selection))
                        .Where(element => element.Count > 0),
                ]),
            JsonObject complex => Parts(complex, extension, attribute, selection),
            _ => value.DeepClone(),
        };
        if (copy is not JsonObject { Count: 0 })
            to[attribute.Name] = copy;
    }

    private static JsonObject Parts(JsonObject complex, Schema? extension, AttributeDefinition attribute, AttributeSelection selection)
    {
        var copy = new JsonObject();
        foreach (var part in attribute.SubAttributes)
        {
            if (complex[part.Name] is { } value && selection.WantsPart(extension, attribute, part))
                copy[part.Name] = value.DeepClone();
        }

        return copy;
    }
}
