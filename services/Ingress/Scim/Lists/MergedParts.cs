using System.Runtime.CompilerServices;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Filters;

namespace Scim.Bus.Ingress.Scim.Lists;

/// <summary>
/// Resources of several types in one order: by what they are sorted by, then by type, then by id. A type that does not have what is sorted by
/// counts as one without a value: last, or first if descending (RFC 7644, section 3.4.2.3).
/// </summary>
internal static class MergedParts
{
    private const int MaxRead = 500;

    /// <summary>What sorts before and behind every id: ids are UUIDs.</summary>
    private const string BeforeAll = "";
    private const string BehindAll = "~";

    public static async IAsyncEnumerable<ListEntry> InOrderAsync(
        ListRequest list, IReadOnlyList<ListPart> parts, ListPlace? place, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pageSize = Math.Min(MaxRead, list.Skip + list.Limit);
        var heads = new List<IAsyncEnumerator<ListEntry>>();
        try
        {
            for (var i = 0; i < parts.Count; i++)
            {
                if (Rest(parts[i].Query with { Limit = pageSize }, list, i, place) is not { } query)
                    continue;
                var entries = StreamAsync(parts[i].List, query, cancellationToken).GetAsyncEnumerator(cancellationToken);
                heads.Add(entries);
                if (!await entries.MoveNextAsync())
                    heads.Remove(entries);
            }

            while (heads.Count > 0)
            {
                var first = heads.Aggregate((best, other) => Comes(other.Current, best.Current, list.Descending) ? other : best);
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

    /// <summary>What of a part is behind a place; null for nothing.</summary>
    private static DocumentQuery? Rest(DocumentQuery query, ListRequest list, int part, ListPlace? place)
    {
        if (place is null)
            return query;
        var isUnsorted = query.Sort is null;
        if (isUnsorted && place.Position.Value is not null)
            return list.Descending ? null : query;
        var id = part == place.Part ? place.Position.Id : part < place.Part ? BehindAll : BeforeAll;
        return query with { After = place.Position with { Id = id } };
    }

    /// <summary>Whether an entry of a later part comes before one of an earlier part.</summary>
    private static bool Comes(ListEntry later, ListEntry earlier, bool descending) => (later.Position.Value, earlier.Position.Value) switch
    {
        (null, null) => false,
        (null, _) => descending,
        (_, null) => !descending,
        var (a, b) => descending ? AttributeValue.Compare(a, b) > 0 : AttributeValue.Compare(a, b) < 0,
    };
}
