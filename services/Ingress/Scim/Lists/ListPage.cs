using Scim.Bus.DocumentStore;
using Scim.Protocol.Errors;

namespace Scim.Bus.Ingress.Scim.Lists;

/// <summary>A page of a list of one resource type or several.</summary>
/// <param name="Entries">The resources on the page; with a cursor one more if there is a next page.</param>
/// <param name="Total">Number of resources on all pages.</param>
internal sealed record ListPage(IReadOnlyList<ListEntry> Entries, long Total)
{
    /// <summary>Reads the page. A sorted list mixes the types; an unsorted one has one type after the other.</summary>
    /// <exception cref="ScimException">400 <c>invalidCursor</c>: the cursor belongs to another list.</exception>
    public static Task<ListPage> ReadAsync(ListRequest list, IReadOnlyList<TypeQuery> types, CancellationToken cancellationToken)
    {
        var after = string.IsNullOrEmpty(list.Cursor) ? null : PageCursor.Decode(list.Cursor, list, types);
        return list.SortBy is null || types.Count == 1
            ? ReadTypeByTypeAsync(list, types, after, cancellationToken)
            : ReadMergedAsync(list, types, after, cancellationToken);
    }

    private static async Task<ListPage> ReadTypeByTypeAsync(
        ListRequest list, IReadOnlyList<TypeQuery> types, ListPosition? after, CancellationToken cancellationToken)
    {
        var entries = new List<ListEntry>();
        var total = 0L;
        var skip = list.Skip;
        for (var i = 0; i < types.Count; i++)
        {
            var query = types[i].Query with
            {
                Skip = skip,
                Limit = i < after?.TypeIndex ? 0 : list.Limit - entries.Count,
                After = i == after?.TypeIndex ? after.Position : null,
            };
            var found = query.Limit == 0 ? [] : await types[i].List.QueryAsync(query, cancellationToken);
            entries.AddRange(found);
            // No count is needed if the page itself reaches the end.
            var isComplete = list.Cursor is null && found.Count < query.Limit && (found.Count > 0 || skip == 0);
            var count = isComplete ? skip + found.Count : await types[i].CountAsync(cancellationToken);
            total += count;
            skip = (int)Math.Max(0, skip - count);
        }

        return new ListPage(entries, total);
    }

    private static async Task<ListPage> ReadMergedAsync(
        ListRequest list, IReadOnlyList<TypeQuery> types, ListPosition? after, CancellationToken cancellationToken)
    {
        var total = 0L;
        foreach (var type in types)
            total += await type.CountAsync(cancellationToken);
        if (list.Limit == 0 || list.Skip >= total)
            return new ListPage([], total);
        var merged = MergedQuery.StreamAsync(list, types, after, cancellationToken);
        return new ListPage(await merged.Skip(list.Skip).Take(list.Limit).ToListAsync(cancellationToken), total);
    }
}

/// <summary>A position in a list of several types, after some resource.</summary>
/// <param name="TypeIndex">Index of that resource's type.</param>
/// <param name="Position">The position among the resources of that type.</param>
internal sealed record ListPosition(int TypeIndex, PagePosition Position);
