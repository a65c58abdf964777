using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore.Search;
using Scim.Protocol.Filters;

namespace Scim.Bus.DocumentStore;

/// <summary>Which documents of a tenant to read, and in which order.</summary>
public sealed record DocumentQuery
{
    /// <summary>Whose.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Which; null for all.</summary>
    public BoundFilter? Filter { get; init; }

    /// <summary>By what they are sorted; null for their keys. Documents without a value come last, or first if descending.</summary>
    public SortKey? Sort { get; init; }

    /// <summary>Whether the largest comes first.</summary>
    public bool Descending { get; init; }

    /// <summary>How many to pass over. Costs time with its size: <see cref="After"/> does not.</summary>
    public int Skip { get; init; }

    /// <summary>How many to read at most.</summary>
    public required int Limit { get; init; }

    /// <summary>Where an earlier page ended; null for the beginning.</summary>
    public PagePosition? After { get; init; }
}

/// <summary>A place between two documents of a sorted sequence. It stays valid while documents come and go.</summary>
/// <param name="Value">The sort value of the document before it; null if it has none, or the sequence is by key.</param>
/// <param name="Id">The key of the document before it.</param>
public sealed record PagePosition(object? Value, string Id);
