using Scim.Protocol.Schemas;

namespace Scim.Protocol.Filters;

/// <summary>A filter as a client wrote it (RFC 7644, section 3.4.2.2), not yet held against a schema.</summary>
public abstract record Filter
{
    /// <summary>The filter in its shortest spelling. Parsing it gives an equal filter.</summary>
    public sealed override string ToString() => FilterPrinter.Print(this);
}

/// <summary>Both hold.</summary>
public sealed record AndFilter(Filter Left, Filter Right) : Filter;

/// <summary>At least one holds.</summary>
public sealed record OrFilter(Filter Left, Filter Right) : Filter;

/// <summary>It does not hold.</summary>
public sealed record NotFilter(Filter Operand) : Filter;

/// <summary>The attribute has a value: <c>title pr</c>.</summary>
public sealed record PresentFilter(AttributePath Path) : Filter;

/// <summary>The attribute compares so with the value: <c>userName eq "bjensen"</c>.</summary>
public sealed record ComparisonFilter(AttributePath Path, ComparisonOperator Operator, FilterLiteral Value) : Filter;

/// <summary>One element of the attribute matches the inner filter: <c>emails[type eq "work" and value co "@x"]</c>.</summary>
public sealed record ValuePathFilter(AttributePath Path, Filter Element) : Filter;

/// <summary>How two values are compared (RFC 7644, table 3).</summary>
public enum ComparisonOperator
{
    /// <summary>Equal.</summary>
    Eq,

    /// <summary>Not equal.</summary>
    Ne,

    /// <summary>Contains.</summary>
    Co,

    /// <summary>Starts with.</summary>
    Sw,

    /// <summary>Ends with.</summary>
    Ew,

    /// <summary>Greater than.</summary>
    Gt,

    /// <summary>Greater than or equal.</summary>
    Ge,

    /// <summary>Less than.</summary>
    Lt,

    /// <summary>Less than or equal.</summary>
    Le,
}

/// <summary>A JSON literal: a string, a number, true, false or null.</summary>
/// <param name="Value">A <see cref="string"/>, a <see cref="decimal"/>, a <see cref="bool"/> or null.</param>
public sealed record FilterLiteral(object? Value);
