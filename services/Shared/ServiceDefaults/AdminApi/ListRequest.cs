using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Filters;

namespace Scim.Bus.ServiceDefaults.AdminApi;

/// <summary>What part of a list is asked for.</summary>
/// <param name="Filter">A filter in SCIM's syntax (RFC 7644, section 3.4.2.2) over the fields of the items.</param>
/// <param name="Count">How many items at most: 100 unless it is said, 1,000 at most.</param>
/// <param name="Cursor">The <c>nextCursor</c> of the page before.</param>
public sealed record ListRequest(string? Filter, int? Count, string? Cursor)
{
    private const int DefaultCount = 100;
    private const int MaxCount = 1_000;

    /// <summary>Reads the part of a collection that is asked for.</summary>
    /// <exception cref="AdminException">400: the count or the cursor is wrong.</exception>
    public async Task<ListPage<TItem>> ReadAsync<T, TItem>(
        IDocumentCollection<T> collection,
        TenantId tenant,
        Func<Document<T>, TItem> item,
        CancellationToken cancellationToken,
        BoundFilter? within = null,
        bool descending = false)
        where T : class
    {
        if (Count is < 0)
            throw AdminException.Invalid("'count' must not be negative.");
        var filter = Filter is null ? null : FilterBinder.Parse(Filter, collection.Definition.Attributes);
        var query = new DocumentQuery
        {
            Tenant = tenant,
            Filter = BoundFilter.Both(within, filter),
            Descending = descending,
            Limit = Math.Min(Count ?? DefaultCount, MaxCount),
            After = Cursor is null ? null : new PagePosition(null, Decode(Cursor)),
        };
        var page = await collection.QueryAsync(query with { Limit = query.Limit + 1 }, cancellationToken);
        var items = page.Take(query.Limit).ToList();
        var isLast = page.Count <= query.Limit || items.Count == 0;
        return new ListPage<TItem>([.. items.Select(item)], isLast ? null : Encode(items[^1].Id));
    }

    private static string Encode(string id) => WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(id));

    private static string Decode(string cursor)
    {
        try
        {
            return JsonSerializer.Deserialize<string>(Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(cursor)))!;
        }
        catch (Exception e) when (e is FormatException or JsonException or ArgumentException)
        {
            throw AdminException.Invalid("'cursor' is not one that an earlier answer gave.");
        }
    }
}

/// <summary>A part of a list.</summary>
/// <typeparam name="TItem">What is listed.</typeparam>
/// <param name="Items">The items.</param>
/// <param name="NextCursor">Asks for the next part; null at the end.</param>
public sealed record ListPage<TItem>(IReadOnlyList<TItem> Items, string? NextCursor);
