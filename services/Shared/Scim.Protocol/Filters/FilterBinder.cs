using System.Globalization;
using Scim.Protocol.Errors;
using Scim.Protocol.Identifiers;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Filters;

/// <summary>Binds a filter to the schemas of a resource type.</summary>
public static class FilterBinder
{
    /// <summary>Resolves every name and checks every value's type.</summary>
    /// <exception cref="ScimException">400 <c>invalidFilter</c>, naming the attribute.</exception>
    public static BoundFilter Bind(Filter filter, ResourceType type) => new Binding(path => Locate(path, type)).Bind(filter);

    /// <summary>
    /// The same for a search across types: an attribute that only others of the types have is treated as one without a value (RFC 7644,
    /// section 3.4.2.1).
    /// </summary>
    /// <exception cref="ScimException">400 <c>invalidFilter</c>, naming the attribute that none of the types has.</exception>
    public static BoundFilter Bind(Filter filter, ResourceType type, IReadOnlyList<ResourceType> among) => new Binding(
        path => among.Any(other => other.Resolve(path) is not null) ? type.Resolve(path) : Locate(path, type)).Bind(filter);

    /// <summary>The same for the filter inside a value path, whose names are sub-attributes.</summary>
    /// <exception cref="ScimException">400 <c>invalidFilter</c>, naming the attribute.</exception>
    public static BoundFilter BindElement(Filter filter, AttributeDefinition attribute) =>
        new Binding(path => LocatePart(path, attribute)).Bind(filter);

    /// <summary>Reads a filter and binds it.</summary>
    /// <exception cref="ScimException">400 <c>invalidFilter</c>.</exception>
    public static BoundFilter Parse(string text, ResourceType type) => Bind(FilterParser.Parse(text), type);

    private static AttributeReference Locate(AttributePath path, ResourceType type) =>
        type.Resolve(path) ?? throw ScimException.InvalidFilter($"'{Shown.Text($"{path}")}' is not an attribute of a {type.Name}.");

    private static AttributeReference LocatePart(AttributePath path, AttributeDefinition attribute)
    {
        // An element of a simple multi-valued attribute is itself the value.
        var part = path.Urn is null && path.SubAttribute is null ? attribute.SubAttribute(path.Name) : null;
        return part is not null
            ? new AttributeReference(null, part, null)
            : throw ScimException.InvalidFilter(
                $"'{Shown.Text($"{path}")}' is not a part of '{attribute.Name}', which has "
                + $"{string.Join(", ", attribute.SubAttributes.Select(known => $"'{known.Name}'"))}.");
    }

    /// <param name="locate">Finds what a path names, or throws; null for what never has a value.</param>
    private sealed class Binding(Func<AttributePath, AttributeReference?> locate)
    {
        public BoundFilter Bind(Filter filter) => filter switch
        {
            AndFilter and => new BoundAnd(Bind(and.Left), Bind(and.Right)),
            OrFilter or => new BoundOr(Bind(or.Left), Bind(or.Right)),
            NotFilter not => new BoundNot(Bind(not.Operand)),
            PresentFilter present => Leaf(present.Path, defaultPart: false, new BoundConstant(false), Present),
            ComparisonFilter comparison =>
                Leaf(comparison.Path, defaultPart: true, CompareNothing(comparison), location => Compare(location, comparison)),
            ValuePathFilter valuePath => Element(valuePath),
            _ => throw new InvalidOperationException($"No such filter: {filter.GetType().Name}."),
        };

        private BoundFilter Element(ValuePathFilter filter)
        {
            if (Queryable(filter.Path) is not { } reference)
                return new BoundConstant(false);
            var location = AttributeLocation.From(reference);
            return location.Definition.Type == AttributeType.Complex
                ? new BoundAny(location, BindElement(filter.Element, location.Definition))
                : throw ScimException.InvalidFilter($"'{filter.Path}' has no parts to filter by.");
        }

        /// <summary>Puts a leaf into a <see cref="BoundAny"/> for each multi-valued attribute on the way to it.</summary>
        private BoundFilter Leaf(AttributePath path, bool defaultPart, BoundFilter withoutValue, Func<AttributeLocation, BoundFilter> leaf)
        {
            if (Queryable(path) is not { } reference)
                return withoutValue;
            if (defaultPart && reference is { SubAttribute: null, Attribute: { Type: AttributeType.Complex } complex })
            {
                reference = reference with
                {
                    SubAttribute = complex.DefaultSubAttribute
                        ?? throw ScimException.InvalidFilter($"'{path}' has parts; name the one to compare."),
                };
            }

            if (defaultPart && reference.Attribute is null)
                throw ScimException.InvalidFilter($"'{path}' is an extension; name the attribute to compare.");
            if (reference.Attribute is not { MultiValued: true } || (!defaultPart && reference.SubAttribute is null))
                return leaf(AttributeLocation.From(reference));
            var element = reference.SubAttribute is { } sub
                ? new AttributeLocation([sub.Name], sub)
                : new AttributeLocation([], reference.Attribute with { MultiValued = false });
            return new BoundAny(AttributeLocation.From(reference with { SubAttribute = null }), leaf(element));
        }

        private AttributeReference? Queryable(AttributePath path)
        {
            var reference = locate(path);
            return reference is { Attribute.Queryable: false } or { SubAttribute.Queryable: false }
                ? throw ScimException.InvalidFilter($"'{path}' can't be filtered by.")
                : reference;
        }

        /// <summary>
        /// The attribute has a value that is not empty (RFC 7644, table 3, <c>pr</c>): any text is greater than the empty one. What clients
        /// do not set, or must set, is never empty.
        /// </summary>
        private static BoundFilter Present(AttributeLocation location)
        {
            var attribute = location.Definition;
            if (attribute.MultiValued || attribute.Required || attribute.Mutability != Mutability.ReadWrite)
                return new BoundPresent(location);
            if (attribute.Type != AttributeType.Complex)
                return attribute.IsText ? new BoundComparison(location, ComparisonOperator.Gt, "") : new BoundPresent(location);
            return attribute.SubAttributes
                .Where(part => part.Queryable)
                .Select(part => Present(new AttributeLocation([.. location.Segments, part.Name], part)))
                .Aggregate((left, right) => new BoundOr(left, right));
        }

        private static BoundConstant CompareNothing(ComparisonFilter filter) =>
            new(filter.Operator == (filter.Value.Value is null ? ComparisonOperator.Eq : ComparisonOperator.Ne));

        private static BoundComparison Compare(AttributeLocation location, ComparisonFilter filter)
        {
            var (comparison, attribute) = (filter.Operator, location.Definition);
            if (filter.Value.Value is null)
            {
                return comparison is ComparisonOperator.Eq or ComparisonOperator.Ne
                    ? new BoundComparison(location, comparison, null)
                    : throw ScimException.InvalidFilter($"'{filter.Path}' can only be compared with null by eq and ne.");
            }

            if (comparison is ComparisonOperator.Co or ComparisonOperator.Sw or ComparisonOperator.Ew && !attribute.IsText)
                throw ScimException.InvalidFilter($"'{filter.Path}' is no text: {FilterPrinter.Name(comparison)} does not apply to it.");
            if (comparison >= ComparisonOperator.Gt && attribute.Type is AttributeType.Boolean or AttributeType.Binary)
                throw ScimException.InvalidFilter($"'{filter.Path}' has no order: {FilterPrinter.Name(comparison)} does not apply to it.");
            var value = Typed(filter, attribute);
            return attribute.HasCanonicalKey && comparison is ComparisonOperator.Eq or ComparisonOperator.Ne
                ? new BoundComparison(location.Key, comparison, CanonicalKey.From((string)filter.Value.Value).Value)
                : new BoundComparison(location, comparison, value);
        }

        private static string Literal(FilterLiteral literal) => literal.Value switch
        {
            true => "true",
            false => "false",
            string text => $"\"{Shown.Text(text)}\"",
            var other => string.Create(CultureInfo.InvariantCulture, $"{other}"),
        };

        private static object Typed(ComparisonFilter filter, AttributeDefinition attribute) => (attribute.Type, filter.Value.Value) switch
        {
            (AttributeType.Boolean, bool value) => value,
            (AttributeType.Integer or AttributeType.Decimal, decimal value) => value,
            (AttributeType.DateTime, string value) => AttributeValue.Time(value)
                ?? throw ScimException.InvalidFilter(
                    $"'{filter.Path}' is compared with '{Shown.Text(value)}', which is no dateTime such as 2011-05-13T04:42:34Z."),
            (AttributeType.String or AttributeType.Reference or AttributeType.Binary, string value) =>
                AttributeValue.Fold(value, attribute.CaseExact),
            _ => throw ScimException.InvalidFilter(
                $"'{filter.Path}' is of type {Naming.Camel(attribute.Type.ToString())}: {Literal(filter.Value)} is no such value."),
        };
    }
}
