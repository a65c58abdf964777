namespace Scim.Protocol.Schemas;

/// <summary>A set of attributes under a URN (RFC 7643, section 7).</summary>
public sealed record Schema
{
    /// <summary>The URN.</summary>
    public required string Id { get; init; }

    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>What it describes.</summary>
    public string Description { get; init; } = "";

    /// <summary>The attributes.</summary>
    public required IReadOnlyList<AttributeDefinition> Attributes { get; init; }

    /// <summary>Whether this is the URN of the schema, in any case.</summary>
    public bool HasId(string urn) => Id.Equals(urn, StringComparison.OrdinalIgnoreCase);
}
