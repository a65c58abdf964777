using Scim.Bus.DocumentStore.Search;
using Scim.Protocol.Filters;

namespace Scim.Bus.DocumentStore.Sqlite;

/// <summary>The keys by which an index finds every document that matches a filter.</summary>
/// <param name="Part">The part of the filter that the index serves.</param>
/// <param name="Path">The indexed attribute.</param>
/// <param name="Comparison">The values of the keys.</param>
internal sealed record SqliteKeys(BoundFilter Part, SearchPath Path, BoundComparison Comparison)
{
    /// <summary>Whether all keys have one value, and so are in the order of the documents' ids.</summary>
    public bool HasOneValue => Comparison.Operator == ComparisonOperator.Eq;

    /// <summary>Whether the keys say everything about the part, and not only which documents may match it.</summary>
    public bool IsWholePart => ReferenceEquals(Part, Comparison) || (Part is BoundAny any && ReferenceEquals(any.Element, Comparison));
}
