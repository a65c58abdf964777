using Scim.Protocol.Limits;

namespace Scim.Protocol.Schemas;

/// <summary>
/// One attribute of a schema with its characteristics (RFC 7643, section 7). What <c>/Schemas</c> states and what is enforced
/// are both read from here.
/// </summary>
public sealed record AttributeDefinition
{
    /// <summary>The name, spelled as answers spell it. Requests may use any case.</summary>
    public required string Name { get; init; }

    /// <summary>What it means.</summary>
    public string Description { get; init; } = "";

    /// <summary>The type of its values.</summary>
    public AttributeType Type { get; init; }

    /// <summary>Whether it has an array of values.</summary>
    public bool MultiValued { get; init; }

    /// <summary>Whether a resource without it is refused; for a sub-attribute of a multi-valued attribute, an element without it.</summary>
    public bool Required { get; init; }

    /// <summary>Whether case matters when values are compared.</summary>
    public bool CaseExact { get; init; }

    /// <summary>
    /// True for what tells people or groups apart: addresses, userNames, groups' names. <c>eq</c> and <c>ne</c> compare it by its
    /// <see cref="Identifiers.CanonicalKey"/>.
    /// </summary>
    public bool HasCanonicalKey { get; init; }

    /// <summary>Who may change it.</summary>
    public Mutability Mutability { get; init; }

    /// <summary>When it is returned.</summary>
    public Returned Returned { get; init; }

    /// <summary>Scope in which its value is unique.</summary>
    public Uniqueness Uniqueness { get; init; }

    /// <summary>Suggested values. Others are accepted (RFC 7643, section 7, <c>canonicalValues</c>).</summary>
    public IReadOnlyList<string> CanonicalValues { get; init; } = [];

    /// <summary>What a reference may point to: resource types, <c>external</c> or <c>uri</c>.</summary>
    public IReadOnlyList<string> ReferenceTypes { get; init; } = [];

    /// <summary>The parts of a complex attribute.</summary>
    public IReadOnlyList<AttributeDefinition> SubAttributes { get; init; } = [];

    /// <summary>False for what is never stored and so can't be filtered or sorted by, such as a password or a location.</summary>
    public bool Queryable { get; init; } = true;

    /// <summary>
    /// True for what is kept outside of the resource: a group's members, whose PATCH is reported instead of done, and the names of a user's
    /// groups. Whoever keeps it resolves filters that name it before a store sees them.
    /// </summary>
    public bool Detached { get; init; }

    /// <summary>Characters (UTF-16 code units) that a text may have.</summary>
    public int MaxLength { get; init; } = RequestLimits.TextLength;

    /// <summary>
    /// True for what stays as it is if a PUT does not name it. Otherwise a template that leaves it out would let people in again, or empty
    /// groups.
    /// </summary>
    public bool KeptIfOmitted { get; init; }

    /// <summary>Checks a string beyond its type: returns what is wrong with it, or null.</summary>
    public Func<string, string?>? Check { get; init; }

    /// <summary>
    /// The sub-attribute that stands for the whole where a path names only the complex attribute, as in <c>emails co "x"</c>
    /// (RFC 7643, section 2.4).
    /// </summary>
    public AttributeDefinition? DefaultSubAttribute => SubAttribute("value");

    /// <summary>Whether values are compared as text.</summary>
    public bool IsText => Type is AttributeType.String or AttributeType.Reference or AttributeType.Binary;

    /// <summary>The part with this name in any case, or null.</summary>
    public AttributeDefinition? SubAttribute(string name) => SubAttributes.Named(name);
}

/// <summary>Looks attributes up as SCIM names them: without regard to case (RFC 7643, section 2.1).</summary>
public static class AttributeLookup
{
    /// <summary>The attribute with this name in any case, or null.</summary>
    public static AttributeDefinition? Named(this IReadOnlyList<AttributeDefinition> attributes, string name)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return attribute;
        }

        return null;
    }
}
