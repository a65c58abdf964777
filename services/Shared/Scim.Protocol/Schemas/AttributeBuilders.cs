using Scim.Protocol.Limits;

namespace Scim.Protocol.Schemas;

/// <summary>Short forms for the definitions that schemas are made of.</summary>
internal static class AttributeBuilders
{
    /// <summary>Tells the preferred element of a multi-valued attribute from the others.</summary>
    public static readonly AttributeDefinition Primary = new()
    {
        Name = "primary",
        Type = AttributeType.Boolean,
        Description = "Whether this is the preferred one. True at most once.",
    };

    private static readonly AttributeDefinition Display = Text("display", "A name for people to read.");

    private static readonly AttributeDefinition Kind = Text("type", "What the value is used for.");

    public static AttributeDefinition Text(string name, string description) => new() { Name = name, Description = description };

    /// <summary>A text that names somebody or something. Short, as it is copied to wherever its bearer is shown.</summary>
    public static AttributeDefinition Name(string name, string description) =>
        Text(name, description) with { MaxLength = RequestLimits.NameLength };

    public static AttributeDefinition Uri(string name, string description) => new()
    {
        Name = name,
        Type = AttributeType.Reference,
        CaseExact = true,
        ReferenceTypes = ["external"],
        Description = description,
    };

    public static AttributeDefinition Complex(string name, string description, params IReadOnlyList<AttributeDefinition> parts) => new()
    {
        Name = name,
        Type = AttributeType.Complex,
        SubAttributes = parts,
        Description = description,
    };

    /// <summary>A multi-valued attribute with the usual four sub-attributes (RFC 7643, section 2.4).</summary>
    public static AttributeDefinition Values(
        string name, string description, AttributeDefinition value, params IReadOnlyList<string> types) =>
        Complex(
            name,
            description,
            value,
            Display,
            Kind with { CanonicalValues = types },
            Primary) with
        {
            MultiValued = true,
        };
}
