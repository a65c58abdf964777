using Scim.Bus.DocumentStore;

namespace Scim.Bus.Ingress.Scim.Lists;

/// <summary>A page of a list.</summary>
/// <param name="Documents">What is on it.</param>
/// <param name="Total">How many there are on all pages.</param>
internal sealed record ListPage<T>(IReadOnlyList<Document<T>> Documents, long Total)
    where T : class
{
    /// <summary>The number of the first, if pages are told by index.</summary>
    public int? StartIndex { get; init; }

    /// <summary>Asks for the next page; null at the end, or if pages are told by index.</summary>
    public string? NextCursor { get; init; }
}
