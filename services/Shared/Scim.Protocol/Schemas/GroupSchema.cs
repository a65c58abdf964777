using static Scim.Protocol.Schemas.AttributeBuilders;

namespace Scim.Protocol.Schemas;

/// <summary>The core schema of a group (RFC 7643, section 4.2).</summary>
public static class GroupSchema
{
    /// <summary>The schema.</summary>
    public static Schema Core { get; } = new()
    {
        Id = SchemaUrns.Group,
        Name = "Group",
        Description = "Group",
        Attributes =
        [
            Name("displayName", "The group's name, and that of the Access Group made from it.") with
            {
                Required = true,
                HasCanonicalKey = true,
                Uniqueness = Uniqueness.Server,
                Check = value => string.IsNullOrWhiteSpace(value) ? "must not be empty" : null,
            },
            Complex(
                "members",
                "The users that stand in the group. Groups in groups are not supported. A PUT without members keeps those that there are.",
                Text("value", "The user's id.") with { CaseExact = true, Mutability = Mutability.Immutable, Required = true },
                Uri("$ref", "The user's address.") with
                {
                    Mutability = Mutability.Immutable,
                    ReferenceTypes = ["User"],
                    Queryable = false,
                },
                Text("type", "Always 'User'.") with { Mutability = Mutability.Immutable, CanonicalValues = ["User"] },
                Text("display", "The user's name.") with { Mutability = Mutability.ReadOnly }) with
            {
                MultiValued = true,
                Detached = true,
                KeptIfOmitted = true,
            },
        ],
    };
}
