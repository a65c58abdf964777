namespace Scim.Protocol.Schemas;

/// <summary>A kind of resource: its endpoint, its schema and the extensions that it may carry (RFC 7643, section 6).</summary>
public sealed record ResourceType
{
    /// <summary>The name, such as <c>User</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The path below the base address, such as <c>/Users</c>.</summary>
    public required string Endpoint { get; init; }

    /// <summary>What it is.</summary>
    public string Description { get; init; } = "";

    /// <summary>The core schema.</summary>
    public required Schema Schema { get; init; }

    /// <summary>Schemas whose attributes stand under their URN. None is required.</summary>
    public IReadOnlyList<Schema> Extensions { get; init; } = [];

    /// <summary>Attributes beside those of the schema.</summary>
    public IReadOnlyList<AttributeDefinition> Common { get; init; } = CommonAttributes.All;

    /// <summary>The attributes at the top of a resource.</summary>
    public IEnumerable<AttributeDefinition> TopLevel => Common.Concat(Schema.Attributes);

    /// <summary>The attribute at the top of a resource with this name in any case, or null.</summary>
    public AttributeDefinition? Attribute(string name) => Common.Named(name) ?? Schema.Attributes.Named(name);

    /// <summary>The extension with this URN in any case, or null.</summary>
    public Schema? Extension(string urn) => Extensions.FirstOrDefault(extension => extension.HasId(urn));

    /// <summary>Finds what a path names, or null if it is not in the schemas of this type.</summary>
    public AttributeReference? Resolve(AttributePath path)
    {
        if (path.Urn is null || Schema.HasId(path.Urn))
            return Find(null, Attribute(path.Name), path);
        if (Extension(path.Urn) is { } extension)
            return Find(extension, extension.Attributes.Named(path.Name), path);
        return Extension(path.ToString()) is { } whole ? new AttributeReference(whole, null, null) : null;
    }

    private static AttributeReference? Find(Schema? extension, AttributeDefinition? attribute, AttributePath path)
    {
        if (attribute is null)
            return null;
        if (path.SubAttribute is null)
            return new AttributeReference(extension, attribute, null);
        return attribute.SubAttribute(path.SubAttribute) is { } sub ? new AttributeReference(extension, attribute, sub) : null;
    }
}

/// <summary>What a path names in a resource type.</summary>
/// <param name="Extension">The extension that it is part of; null for the core schema and the common attributes.</param>
/// <param name="Attribute">The attribute; null where the path is the URN of a whole extension.</param>
/// <param name="SubAttribute">The part of a complex attribute, if the path names one.</param>
public sealed record AttributeReference(Schema? Extension, AttributeDefinition? Attribute, AttributeDefinition? SubAttribute)
{
    /// <summary>The path in its canonical spelling.</summary>
    public override string ToString()
    {
        var name = SubAttribute is null ? Attribute?.Name : $"{Attribute?.Name}.{SubAttribute.Name}";
        return Extension is null ? name ?? "" : name is null ? Extension.Id : $"{Extension.Id}:{name}";
    }
}
