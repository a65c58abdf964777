using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Search;
using Scim.Protocol.Filters;

namespace Scim.Bus.ServiceDefaults.AdminApi;

/// <summary>Query parameters of a list of the admin API: filter and page.</summary>
/// <param name="Filter">A filter in SCIM's syntax (RFC 7644, section 3.4.2.2) over the fields of the items.</param>
/// <param name="Count">Largest number of items on the page: 100 by default, never more than 1,000.</param>
/// <param name="Cursor">The <c>nextCursor</c> of the previous page.</param>
public sealed record AdminListRequest(string? Filter, int? Count, string? Cursor)
{
    private const int DefaultCount = 100;
    private const int MaxCount = 1_000;

    /// <summary>Largest number of items on the page.</summary>
    internal int Limit => Math.Min(Count ?? DefaultCount, MaxCount);

    /// <summary>Reads the page from a collection, sorted by the documents' own keys.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="item">Makes the item to show from a document.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <param name="within">A filter of the caller's, applied beside the request's; null for none.</param>
    /// <param name="descending">True to list the largest first.</param>
    /// <param name="sort">What is sorted by; null for the documents' own keys. A cursor is good for the order that it came from.</param>
    /// <param name="refine">Makes the query cheaper, with the same result; null to run it as it is.</param>
    /// <exception cref="AdminException">400: the count or the cursor is invalid.</exception>
    /// <exception cref="Scim.Protocol.Errors.ScimException">400: the filter is invalid.</exception>
    public async Task<ListPage<TItem>> ReadAsync<T, TItem>(
        IDocumentCollection<T> collection,
        TenantId tenant,
        Func<Document<T>, TItem> item,
        CancellationToken cancellationToken,
        BoundFilter? within = null,
        bool descending = false,
        SortKey? sort = null,
        Func<DocumentQuery, DocumentQuery>? refine = null)
        where T : class
    {
        if (Count is < 0)
            throw AdminException.Invalid($"'count' is {Count}; it must not be negative.");
        var filter = Filter is null ? null : FilterBinder.Parse(Filter, collection.Definition.Attributes);
        var query = new DocumentQuery
        {
            Tenant = tenant,
            Filter = BoundFilter.Both(within, filter),
            Sort = sort,
            Descending = descending,
            Limit = Limit,
            After = Cursor is null ? null : sort is null ? new PagePosition(null, Decode(Cursor)) : AdminListCursor.Decode(Cursor),
        };
        query = refine?.Invoke(query) ?? query;
        var page = await collection.QueryAsync(query with { Limit = query.Limit + 1 }, cancellationToken);
        var items = page.Take(query.Limit).ToList();
        var isLast = page.Count <= query.Limit || items.Count == 0;
        if (isLast)
            return new ListPage<TItem>([.. items.Select(item)], null);
        var next = sort is null ? CursorAfter(items[^1].Id) : AdminListCursor.Encode(collection.PositionAfter(query, items[^1]));
        return new ListPage<TItem>([.. items.Select(item)], next);
    }

    /// <summary>The cursor of a page that begins behind the item with this key.</summary>
    internal static string CursorAfter(string id) => WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(id));

    private static string Decode(string cursor)
    {
        try
        {
            return JsonSerializer.Deserialize<string>(Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(cursor)))!;
        }
        catch (Exception e) when (e is FormatException or JsonException or ArgumentException)
        {
            throw AdminException.Invalid("'cursor' is not the 'nextCursor' of an earlier page.");
        }
    }
}
