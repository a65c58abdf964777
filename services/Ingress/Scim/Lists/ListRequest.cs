using System.Globalization;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Dialects;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using SortKey = Scim.Bus.DocumentStore.Search.SortKey;

namespace Scim.Bus.Ingress.Scim.Lists;

/// <summary>Which resources are asked for, and which of them are to be on this page (RFC 7644, section 3.4.2; RFC 9865).</summary>
internal sealed record ListRequest
{
    /// <summary>The filter as it was given; null for all resources.</summary>
    public string? Filter { get; init; }

    /// <summary>The name of the attribute to sort by; null for the order of creation.</summary>
    public string? SortBy { get; init; }

    public bool Descending { get; init; }

    /// <summary>The number of the first resource on the page, from 1.</summary>
    public int StartIndex { get; init; } = 1;

    /// <summary>How many resources may be on the page.</summary>
    public required int Count { get; init; }

    /// <summary>Where the page before ended; empty for the first page; null if pages are told by index.</summary>
    public string? Cursor { get; init; }

    public required AttributeSelection Selection { get; init; }

    /// <summary>Repairs the filter.</summary>
    public required Dialect Dialect { get; init; }

    /// <summary>Reads the parameters of a query.</summary>
    /// <exception cref="ScimException">400.</exception>
    public static ListRequest Of(ScimRequest request, ResourceType type) => new()
    {
        Filter = request.Parameter("filter"),
        SortBy = request.Parameter("sortBy"),
        Descending = IsDescending(request.Parameter("sortOrder")),
        StartIndex = StartIndexOf(Number(request.Parameter("startIndex"), "startIndex")),
        Count = CountOf(Number(request.Parameter("count"), "count"), request.Options),
        Cursor = request.Parameter("cursor") ?? (request.HasParameter("cursor") ? "" : null),
        Selection = request.Selection(type),
        Dialect = request.Dialect,
    };

    /// <summary>The filter, held against the schemas of a type.</summary>
    /// <exception cref="ScimException">400 <c>invalidFilter</c>.</exception>
    public BoundFilter? Bound(ResourceType type) =>
        Filter is null ? null : FilterBinder.Bind(Dialect.RepairFilter(FilterParser.Parse(Filter), type), type);

    /// <summary>Reads the page.</summary>
    /// <exception cref="ScimException">400: can't be sorted so, or the cursor is not of this list.</exception>
    public async Task<ListPage<T>> ReadAsync<T>(
        IDocumentCollection<T> collection, TenantId tenant, BoundFilter? filter, CancellationToken cancellationToken)
        where T : class
    {
        var query = new DocumentQuery
        {
            Tenant = tenant,
            Filter = filter,
            Sort = SortKeyOf(collection.Definition.Attributes),
            Descending = SortBy is not null && Descending,
            Skip = Cursor is null ? StartIndex - 1 : 0,
            Limit = Count,
            After = string.IsNullOrEmpty(Cursor) ? null : PageCursor.Decode(Cursor, this),
        };
        var documents = await collection.QueryAsync(query, cancellationToken);
        var isComplete = Cursor is null && documents.Count < Count && (documents.Count > 0 || query.Skip == 0);
        var total = isComplete ? query.Skip + documents.Count : await collection.CountAsync(tenant, filter, cancellationToken);
        var isLast = documents.Count == 0 || documents.Count < Count;
        return new ListPage<T>(documents, total)
        {
            StartIndex = Cursor is null ? StartIndex : null,
            NextCursor = Cursor is null || isLast ? null : PageCursor.Encode(collection.PositionAfter(query, documents[^1]), this),
        };
    }

    /// <summary>A negative or missing count, and one that is too large (RFC 7644, table 6).</summary>
    public static int CountOf(long? count, ScimOptions options) => (int)Math.Clamp(count ?? options.DefaultPageSize, 0, options.MaxPageSize);

    /// <summary>An index below 1 counts as 1 (RFC 7644, table 6).</summary>
    public static int StartIndexOf(long? startIndex) => (int)Math.Clamp(startIndex ?? 1, 1, int.MaxValue);

    /// <exception cref="ScimException">400: neither ascending nor descending.</exception>
    public static bool IsDescending(string? sortOrder) => sortOrder?.ToLowerInvariant() switch
    {
        null or "ascending" => false,
        "descending" => true,
        _ => throw ScimException.InvalidValue($"'sortOrder' is '{sortOrder}'; it takes ascending or descending."),
    };

    private static long? Number(string? value, string name)
    {
        if (value is null)
            return null;
        return long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw ScimException.InvalidValue($"'{name}' is '{value}'; it takes a whole number.");
    }

    private SortKey? SortKeyOf(ResourceType type)
    {
        if (SortBy is null)
            return null;
        var reference = AttributePath.TryParse(SortBy) is { } path ? type.Resolve(path) : null;
        return reference is not null && SortKey.Of(reference) is { } key
            ? key
            : throw ScimException.InvalidPath($"'{SortBy}' is nothing that a {type.Name} can be sorted by.");
    }
}
