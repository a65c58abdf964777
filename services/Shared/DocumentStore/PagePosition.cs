namespace Scim.Bus.DocumentStore;

/// <summary>Position between two documents of a sorted sequence, for keyset paging. It stays valid while documents come and go.</summary>
/// <param name="Value">Sort value of the document before it; null if it has none, or the sequence is sorted by key.</param>
/// <param name="Id">Key of the document before it.</param>
public sealed record PagePosition(object? Value, string Id);
