using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.DocumentStore;

/// <summary>What queries may name of documents that are no SCIM resources: fields in place of a schema's attributes.</summary>
public static class DocumentFields
{
    /// <summary>Defines the fields of a kind of document; none for documents that are only found by their keys.</summary>
    public static ResourceType Create(string name, params IReadOnlyList<AttributeDefinition> fields) => new()
    {
        Name = name,
        Endpoint = "/",
        Schema = new Schema { Id = $"urn:scim-bus:{name}", Name = name, Attributes = fields },
        Common = [],
    };

    /// <summary>Text, whatever its case.</summary>
    public static AttributeDefinition Text(string name) => new() { Name = name };

    /// <summary>Text to the letter.</summary>
    public static AttributeDefinition Exact(string name) => new() { Name = name, CaseExact = true };

    /// <summary>Anything else.</summary>
    public static AttributeDefinition Typed(string name, AttributeType type) => new() { Name = name, Type = type };

    /// <summary>Where a field stands, for filters.</summary>
    public static AttributeLocation At(this ResourceType type, string field) => AttributeLocation.Of(new AttributeReference(null, type.Attribute(field), null));
}
