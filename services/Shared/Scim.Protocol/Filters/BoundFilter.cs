using Scim.Protocol.Schemas;

namespace Scim.Protocol.Filters;

/// <summary>
/// A filter held against a schema: every name is an attribute in its canonical spelling, every value has the attribute's type,
/// and every comparison is with one value, for what is multi-valued stands in a <see cref="BoundAny"/>. This is what stores
/// translate and what <see cref="FilterEvaluator"/> evaluates.
/// </summary>
public abstract record BoundFilter
{
    /// <summary>Both; either may be missing.</summary>
    public static BoundFilter? Both(BoundFilter? left, BoundFilter? right) =>
        left is null ? right : right is null ? left : new BoundAnd(left, right);
}

/// <summary>Both hold.</summary>
public sealed record BoundAnd(BoundFilter Left, BoundFilter Right) : BoundFilter;

/// <summary>At least one holds.</summary>
public sealed record BoundOr(BoundFilter Left, BoundFilter Right) : BoundFilter;

/// <summary>It does not hold.</summary>
public sealed record BoundNot(BoundFilter Operand) : BoundFilter;

/// <summary>Holds always, or never.</summary>
public sealed record BoundConstant(bool Value) : BoundFilter;

/// <summary>The attribute has a value, be it an empty text.</summary>
public sealed record BoundPresent(AttributeLocation Attribute) : BoundFilter;

/// <summary>
/// The attribute compares so with the value. An attribute without a value is equal to null, not equal to anything else, and
/// neither less nor greater.
/// </summary>
/// <param name="Attribute">A single-valued attribute that is not complex.</param>
/// <param name="Operator">The comparison.</param>
/// <param name="Value">
/// As <see cref="AttributeValue"/> normalises it: a <see cref="string"/> (in folded case unless the attribute is case-exact), a
/// <see cref="decimal"/>, a <see cref="bool"/>, a <see cref="DateTimeOffset"/>, or null. A canonical key if the location is one.
/// </param>
public sealed record BoundComparison(AttributeLocation Attribute, ComparisonOperator Operator, object? Value) : BoundFilter;

/// <summary>The attribute's value is among these.</summary>
/// <param name="Attribute">A single-valued text attribute.</param>
/// <param name="Values">Normalised like the value of a <see cref="BoundComparison"/>.</param>
public sealed record BoundIn(AttributeLocation Attribute, IReadOnlyCollection<string> Values) : BoundFilter;

/// <summary>At least one element of the attribute matches.</summary>
/// <param name="Attribute">A multi-valued or complex attribute.</param>
/// <param name="Element">A filter whose locations are relative to the element.</param>
public sealed record BoundAny(AttributeLocation Attribute, BoundFilter Element) : BoundFilter;

/// <summary>Where an attribute stands, from the top of the resource or of an element.</summary>
/// <param name="Segments">The names on the way; none for the element itself.</param>
/// <param name="Definition">The attribute there.</param>
public sealed record AttributeLocation(IReadOnlyList<string> Segments, AttributeDefinition Definition)
{
    /// <summary>Ends the name of a canonical key, which stores keep beside the attribute. No attribute's name has this character.</summary>
    private const string KeySuffix = "~key";

    /// <summary>True for the <see cref="Identifiers.CanonicalKey"/> of the attribute instead of the attribute itself.</summary>
    public bool IsKey { get; private init; }

    /// <summary>Where the canonical key of the attribute stands.</summary>
    public AttributeLocation Key => IsKey ? this : this with { Segments = [.. Segments.SkipLast(1), KeyName(Definition)], IsKey = true };

    /// <summary>The attribute itself.</summary>
    public AttributeLocation Source => IsKey ? this with { Segments = [.. Segments.SkipLast(1), Definition.Name], IsKey = false } : this;

    /// <summary>Name of the canonical key of an attribute.</summary>
    public static string KeyName(AttributeDefinition attribute) => attribute.Name + KeySuffix;

    /// <summary>The place that a reference names.</summary>
    public static AttributeLocation From(AttributeReference reference)
    {
        var segments = new List<string>(3);
        if (reference.Extension is not null)
            segments.Add(reference.Extension.Id);
        if (reference.Attribute is not null)
            segments.Add(reference.Attribute.Name);
        if (reference.SubAttribute is not null)
            segments.Add(reference.SubAttribute.Name);
        var definition = reference.SubAttribute ?? reference.Attribute ?? new AttributeDefinition
        {
            Name = reference.Extension!.Id,
            Type = AttributeType.Complex,
            SubAttributes = reference.Extension.Attributes,
        };
        return new AttributeLocation(segments, definition);
    }

    /// <summary>The names joined by dots.</summary>
    public override string ToString() => string.Join('.', Segments);
}
