using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.DocumentStore;

/// <summary>Defines the fields that queries may name in documents that are not SCIM resources.</summary>
public static class DocumentFields
{
    /// <summary>Defines the fields of a type of document; none for documents that are only found by their keys.</summary>
    public static ResourceType Create(string name, params IReadOnlyList<AttributeDefinition> fields) => new()
    {
        Name = name,
        Endpoint = "/",
        Schema = new Schema { Id = $"urn:scim-bus:{name}", Name = name, Attributes = fields },
        Common = [],
    };

    /// <summary>A text field that is compared case-insensitively.</summary>
    public static AttributeDefinition Text(string name) => new() { Name = name };

    /// <summary>A text field that tells people or groups apart: <c>eq</c> compares its canonical key.</summary>
    public static AttributeDefinition Identifier(string name) => new() { Name = name, HasCanonicalKey = true };

    /// <summary>A text field that is compared case-sensitively.</summary>
    public static AttributeDefinition Exact(string name) => new() { Name = name, CaseExact = true };

    /// <summary>A field of another type.</summary>
    public static AttributeDefinition Typed(string name, AttributeType type) => new() { Name = name, Type = type };

    /// <summary>Gets the location of a field, for filters that are built in code.</summary>
    public static AttributeLocation At(this ResourceType type, string field) =>
        AttributeLocation.From(new AttributeReference(null, type.Attribute(field), null));
}
