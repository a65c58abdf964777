using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore.Search;
using Scim.Protocol.Filters;

namespace Scim.Bus.DocumentStore;

/// <summary>A query for documents of one tenant: filter, sort order and page.</summary>
public sealed record DocumentQuery
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Filter; null for all documents.</summary>
    public BoundFilter? Filter { get; init; }

    /// <summary>Sort key; null to sort by the documents' own keys. Documents without a value come last, or first if descending.</summary>
    public SortKey? Sort { get; init; }

    /// <summary>True to sort the largest first.</summary>
    public bool Descending { get; init; }

    /// <summary>Number of documents to skip. Takes time in proportion; <see cref="After"/> does not.</summary>
    public int Skip { get; init; }

    /// <summary>Largest number of documents to read.</summary>
    public required int Limit { get; init; }

    /// <summary>Position at which the previous page ended; null for the first page.</summary>
    public PagePosition? After { get; init; }

    /// <summary>
    /// Key of the document before which the query ends, in its order, so that nothing behind it is looked through; null for no such end.
    /// Only for a query that is sorted by the documents' own keys. No document needs to have the key.
    /// </summary>
    public string? Until { get; init; }
}
