namespace Scim.Protocol.Schemas;

/// <summary>The attributes that every resource has, whatever its schema (RFC 7643, section 3.1).</summary>
public static class CommonAttributes
{
    /// <summary><c>schemas</c>, <c>id</c>, <c>externalId</c> and <c>meta</c>.</summary>
    public static IReadOnlyList<AttributeDefinition> All { get; } =
    [
        new()
        {
            Name = "schemas",
            Type = AttributeType.Reference,
            MultiValued = true,
            Required = true,
            CaseExact = true,
            Mutability = Mutability.ReadOnly,
            Returned = Returned.Always,
            ReferenceTypes = ["uri"],
            Description = "The URNs of the schemas whose attributes the resource has.",
        },
        new()
        {
            Name = "id",
            Required = true,
            CaseExact = true,
            Mutability = Mutability.ReadOnly,
            Returned = Returned.Always,
            Uniqueness = Uniqueness.Server,
            Description = "The resource's identifier, given by the service and never used again.",
        },
        new()
        {
            Name = "externalId",
            CaseExact = true,
            Description = "The client's own identifier of the resource.",
        },
        new()
        {
            Name = "meta",
            Type = AttributeType.Complex,
            Mutability = Mutability.ReadOnly,
            Description = "What the service knows of the resource.",
            SubAttributes =
            [
                Meta("resourceType", AttributeType.String, "The name of the resource's type."),
                Meta("created", AttributeType.DateTime, "When the resource was created."),
                Meta("lastModified", AttributeType.DateTime, "When the resource was last changed."),
                Meta("location", AttributeType.Reference, "The resource's address.") with { ReferenceTypes = ["uri"], Queryable = false },
                Meta("version", AttributeType.String, "The resource's entity tag.") with { Queryable = false },
            ],
        },
    ];

    private static AttributeDefinition Meta(string name, AttributeType type, string description) => new()
    {
        Name = name,
        Type = type,
        CaseExact = true,
        Mutability = Mutability.ReadOnly,
        Description = description,
    };
}
