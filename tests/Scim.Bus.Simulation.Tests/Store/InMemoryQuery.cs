using Scim.Bus.DocumentStore;
using Scim.Protocol.Filters;

namespace Scim.Bus.Simulation.Tests.Store;

/// <summary>Order and page of a query in memory.</summary>
internal static class InMemoryQuery
{
    private static readonly Comparer<object?> ByValue = Comparer<object?>.Create((x, y) => AttributeValue.Compare(x!, y!));

    /// <summary>The documents of the query's page.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="query">The query.</param>
    /// <param name="matching">The documents that its filter matches, in the order of their keys.</param>
    public static IEnumerable<Document<T>> Select<T>(
        IDocumentCollection<T> collection, DocumentQuery query, IEnumerable<Document<T>> matching)
        where T : class =>
        (query.Sort is null ? ById(query, matching) : Sorted(collection, query, matching)).Skip(query.Skip).Take(query.Limit);

    private static IEnumerable<Document<T>> ById<T>(DocumentQuery query, IEnumerable<Document<T>> matching)
        where T : class
    {
        var ordered = query.Descending ? matching.Reverse() : matching;
        if (query.Until is { } until)
            ordered = ordered.Where(document => IsAfter(string.CompareOrdinal(until, document.Id)));
        return query.After is not { } after ? ordered : ordered.Where(document => IsAfter(string.CompareOrdinal(document.Id, after.Id)));

        bool IsAfter(int order) => query.Descending ? order < 0 : order > 0;
    }

    /// <remarks>Documents with the same value, and those without one, are in the order of their keys in both directions.</remarks>
    private static IEnumerable<Document<T>> Sorted<T>(
        IDocumentCollection<T> collection, DocumentQuery query, IEnumerable<Document<T>> matching)
        where T : class
    {
        var all = matching.Select(document => (Document: document, collection.PositionAfter(query, document).Value)).ToList();
        var with = all.Where(pair => pair.Value is not null);
        with = query.Descending ? with.OrderByDescending(pair => pair.Value, ByValue) : with.OrderBy(pair => pair.Value, ByValue);
        var without = all.Where(pair => pair.Value is null);
        var ordered = query.Descending ? without.Concat(with) : with.Concat(without);
        if (query.After is { } after)
            ordered = ordered.Where(pair => IsAfter(query, pair.Document.Id, pair.Value, after));
        return ordered.Select(pair => pair.Document);
    }

    private static bool IsAfter(DocumentQuery query, string id, object? value, PagePosition after)
    {
        var isLaterId = string.CompareOrdinal(id, after.Id) > 0;
        if (value is null || after.Value is null)
        {
            return value is null == after.Value is null ? isLaterId : value is null != query.Descending;
        }

        var order = AttributeValue.Compare(value, after.Value);
        return order == 0 ? isLaterId : order > 0 != query.Descending;
    }
}
