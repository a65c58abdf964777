using System.Globalization;
using System.Text.Json.Nodes;

namespace Scim.Protocol.Schemas;

/// <summary>Writes schemas and resource types as the discovery endpoints give them (RFC 7643, sections 6 and 7).</summary>
public static class SchemaJson
{
    /// <summary>A schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="baseUri">The address of the service, without a slash at its end.</param>
    public static JsonObject Describe(Schema schema, string baseUri) => new()
    {
        ["schemas"] = new JsonArray(SchemaUrns.Schema),
        ["id"] = schema.Id,
        ["name"] = schema.Name,
        ["description"] = schema.Description,
        ["attributes"] = Attributes(schema.Attributes),
        ["meta"] = new JsonObject { ["resourceType"] = "Schema", ["location"] = $"{baseUri}/Schemas/{schema.Id}" },
    };

    /// <summary>A resource type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="baseUri">The address of the service, without a slash at its end.</param>
    public static JsonObject Describe(ResourceType type, string baseUri) => new()
    {
        ["schemas"] = new JsonArray(SchemaUrns.ResourceType),
        ["id"] = type.Name,
        ["name"] = type.Name,
        ["endpoint"] = type.Endpoint,
        ["description"] = type.Description,
        ["schema"] = type.Schema.Id,
        ["schemaExtensions"] = new JsonArray(
            [.. type.Extensions.Select(extension => new JsonObject { ["schema"] = extension.Id, ["required"] = false })]),
        ["meta"] = new JsonObject { ["resourceType"] = "ResourceType", ["location"] = $"{baseUri}/ResourceTypes/{type.Name}" },
    };

    private static JsonArray Attributes(IEnumerable<AttributeDefinition> attributes) => new([.. attributes.Select(Attribute)]);

    /// <summary>The description with the longest text that is taken: schemas have no other place for it.</summary>
    private static string Description(AttributeDefinition attribute) => attribute.IsText && attribute.Mutability != Mutability.ReadOnly
        ? string.Create(CultureInfo.InvariantCulture, $"{attribute.Description} At most {attribute.MaxLength} characters.")
        : attribute.Description;

    private static JsonObject Attribute(AttributeDefinition attribute)
    {
        var json = new JsonObject
        {
            ["name"] = attribute.Name,
            ["type"] = Naming.Camel(attribute.Type.ToString()),
            ["multiValued"] = attribute.MultiValued,
            ["description"] = Description(attribute),
            ["required"] = attribute.Required,
            ["caseExact"] = attribute.CaseExact,
            ["mutability"] = Naming.Camel(attribute.Mutability.ToString()),
            ["returned"] = Naming.Camel(attribute.Returned.ToString()),
            ["uniqueness"] = Naming.Camel(attribute.Uniqueness.ToString()),
        };
        if (attribute.CanonicalValues.Count > 0)
            json["canonicalValues"] = new JsonArray([.. attribute.CanonicalValues.Select(value => JsonValue.Create(value))]);
        if (attribute.ReferenceTypes.Count > 0)
            json["referenceTypes"] = new JsonArray([.. attribute.ReferenceTypes.Select(value => JsonValue.Create(value))]);
        if (attribute.SubAttributes.Count > 0)
            json["subAttributes"] = Attributes(attribute.SubAttributes);
        return json;
    }
}
