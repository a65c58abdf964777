using System.Runtime.CompilerServices;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Filters;

namespace Scim.Bus.Ingress.Scim.Lists;

/// <summary>
/// Merges the resources of several types into one sorted list: by the sort attribute, then by type, then by id. Resources of a type without
/// that attribute sort as resources without a value: last, or first in descending order (RFC 7644, section 3.4.2.3).
/// </summary>
internal static class MergedQuery
{
    private const int MaxPageSize = 500;

    /// <summary>Sort before and after every id, because ids are UUIDs.</summary>
    private const string BeforeAllIds = "";
    private const string AfterAllIds = "~";

    public static async IAsyncEnumerable<ListEntry> StreamAsync(
        ListRequest list, IReadOnlyList<TypeQuery> types, ListPosition? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pageSize = Math.Min(MaxPageSize, list.Skip + list.Limit);
        var heads = new List<IAsyncEnumerator<ListEntry>>();
        try
        {
            for (var i = 0; i < types.Count; i++)
            {
                if (QueryAfter(types[i].Query with { Limit = pageSize }, list, i, after) is not { } query)
                    continue;
                var entries = StreamAsync(types[i].List, query, cancellationToken).GetAsyncEnumerator(cancellationToken);
                heads.Add(entries);
                if (!await entries.MoveNextAsync())
                    heads.Remove(entries);
            }

            while (heads.Count > 0)
            {
                var first = heads.Aggregate((best, other) => SortsBefore(other.Current, best.Current, list.Descending) ? other : best);
                yield return first.Current;
                if (!await first.MoveNextAsync())
                    heads.Remove(first);
            }
        }
        finally
        {
            foreach (var head in heads)
                await head.DisposeAsync();
        }
    }

    private static async IAsyncEnumerable<ListEntry> StreamAsync(
        IResourceList list, DocumentQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await list.QueryAsync(query, cancellationToken);
            foreach (var entry in page)
                yield return entry;
            if (page.Count < query.Limit)
                yield break;
            query = query with { After = page[^1].Position };
        }
    }

    /// <summary>Restricts a type's query to what sorts after a position; null if nothing does.</summary>
    private static DocumentQuery? QueryAfter(DocumentQuery query, ListRequest list, int typeIndex, ListPosition? after)
    {
        if (after is null)
            return query;
        var isUnsorted = query.Sort is null;
        if (isUnsorted && after.Position.Value is not null)
            return list.Descending ? null : query;
        var id = typeIndex == after.TypeIndex ? after.Position.Id : typeIndex < after.TypeIndex ? AfterAllIds : BeforeAllIds;
        return query with { After = after.Position with { Id = id } };
    }

    /// <summary>True if an entry of a later type sorts before one of an earlier type.</summary>
    private static bool SortsBefore(ListEntry later, ListEntry earlier, bool descending) =>
        (later.Position.Value, earlier.Position.Value) switch
        {
            (null, null) => false,
            (null, _) => descending,
            (_, null) => !descending,
            var (a, b) => descending ? AttributeValue.Compare(a, b) > 0 : AttributeValue.Compare(a, b) < 0,
        };
}
