namespace Scim.Protocol.Schemas;

/// <summary>The type of an attribute's values (RFC 7643, section 2.3).</summary>
public enum AttributeType
{
    /// <summary>Unicode text.</summary>
    String,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A number with or without a fraction.</summary>
    Decimal,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>An <c>xsd:dateTime</c>.</summary>
    DateTime,

    /// <summary>Base64.</summary>
    Binary,

    /// <summary>A URI, or a reference to another resource.</summary>
    Reference,

    /// <summary>An object of sub-attributes.</summary>
    Complex,
}

/// <summary>Who may change an attribute, and when (RFC 7643, section 7).</summary>
public enum Mutability
{
    /// <summary>Clients may change it at any time.</summary>
    ReadWrite,

    /// <summary>Clients never change it.</summary>
    ReadOnly,

    /// <summary>Clients may set it once.</summary>
    Immutable,

    /// <summary>Clients may set it and never see it.</summary>
    WriteOnly,
}

/// <summary>When an attribute is part of an answer (RFC 7643, section 7).</summary>
public enum Returned
{
    /// <summary>Unless it is excluded, or others are asked for.</summary>
    Default,

    /// <summary>In every answer.</summary>
    Always,

    /// <summary>In no answer.</summary>
    Never,

    /// <summary>Only where it is asked for.</summary>
    Request,
}

/// <summary>Scope in which an attribute's value is unique (RFC 7643, section 7).</summary>
public enum Uniqueness
{
    /// <summary>Not unique.</summary>
    None,

    /// <summary>Unique in a tenant.</summary>
    Server,

    /// <summary>Unique everywhere.</summary>
    Global,
}
