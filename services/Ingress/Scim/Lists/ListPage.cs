using Scim.Bus.DocumentStore;
using Scim.Protocol.Errors;

namespace Scim.Bus.Ingress.Scim.Lists;

/// <summary>A page of a list, which may be of several types.</summary>
/// <param name="Entries">What is on it, and with a cursor one more if there is more.</param>
/// <param name="Total">How many there are on all pages.</param>
internal sealed record ListPage(IReadOnlyList<ListEntry> Entries, long Total)
{
    /// <summary>Reads the page. A list that is sorted has its types mixed; one that is not has one type after the other.</summary>
    /// <exception cref="ScimException">400 <c>invalidCursor</c>: the cursor is not of this list.</exception>
    public static Task<ListPage> ReadAsync(ListRequest list, IReadOnlyList<ListPart> parts, CancellationToken cancellationToken)
    {
        var place = string.IsNullOrEmpty(list.Cursor) ? null : PageCursor.Decode(list.Cursor, list, parts);
        return list.SortBy is null || parts.Count == 1
            ? ReadInTurnAsync(list, parts, place, cancellationToken)
            : ReadMergedAsync(list, parts, place, cancellationToken);
    }

    private static async Task<ListPage> ReadInTurnAsync(
        ListRequest list, IReadOnlyList<ListPart> parts, ListPlace? place, CancellationToken cancellationToken)
    {
        var entries = new List<ListEntry>();
        var total = 0L;
        var skip = list.Skip;
        for (var i = 0; i < parts.Count; i++)
        {
            var query = parts[i].Query with
            {
                Skip = skip,
                Limit = i < place?.Part ? 0 : list.Limit - entries.Count,
                After = i == place?.Part ? place.Position : null,
            };
            var found = query.Limit == 0 ? [] : await parts[i].List.QueryAsync(query, cancellationToken);
            entries.AddRange(found);
            // Who sees the end from the beginning need not count.
            var isComplete = list.Cursor is null && found.Count < query.Limit && (found.Count > 0 || skip == 0);
            var count = isComplete ? skip + found.Count : await parts[i].CountAsync(cancellationToken);
            total += count;
            skip = (int)Math.Max(0, skip - count);
        }

        return new ListPage(entries, total);
    }

    private static async Task<ListPage> ReadMergedAsync(
        ListRequest list, IReadOnlyList<ListPart> parts, ListPlace? place, CancellationToken cancellationToken)
    {
        var total = 0L;
        foreach (var part in parts)
            total += await part.CountAsync(cancellationToken);
        if (list.Limit == 0 || list.Skip >= total)
            return new ListPage([], total);
        var merged = MergedParts.InOrderAsync(list, parts, place, cancellationToken);
        return new ListPage(await merged.Skip(list.Skip).Take(list.Limit).ToListAsync(cancellationToken), total);
    }
}

/// <summary>A place in a list of several types.</summary>
/// <param name="Part">The number of the type that the resource before the place has.</param>
/// <param name="Position">The place among the resources of that type.</param>
internal sealed record ListPlace(int Part, PagePosition Position);
