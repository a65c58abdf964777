using Scim.Bus.DocumentStore.Search;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Search;

namespace Scim.Bus.Ingress.Scim.Lists;

/// <summary>The parameters of a list, with defaults and limits applied (RFC 7644, section 3.4.2; RFC 9865).</summary>
internal sealed record ListRequest
{
    /// <summary>Null for all resources.</summary>
    public Filter? Filter { get; init; }

    /// <summary>The attribute to sort by; null for the order of creation.</summary>
    public string? SortBy { get; init; }

    public bool Descending { get; init; }

    /// <summary>One-based index of the first resource on the page.</summary>
    public int StartIndex { get; init; } = 1;

    /// <summary>Maximum number of resources on the page.</summary>
    public required int Count { get; init; }

    /// <summary>Where the previous page ended; empty for the first page; null for paging by index.</summary>
    public string? Cursor { get; init; }

    /// <summary>Number of resources before the page; 0 with a cursor.</summary>
    public int Skip => Cursor is null ? StartIndex - 1 : 0;

    /// <summary>Number of resources to read: with a cursor one more than fit on the page, which shows if there is a next page.</summary>
    public int Limit => Cursor is null || Count == 0 ? Count : Count + 1;

    private IReadOnlyList<string>? Attributes { get; init; }

    private IReadOnlyList<string>? ExcludedAttributes { get; init; }

    /// <exception cref="ScimException">400: the filter or the sort order is invalid.</exception>
    public static ListRequest From(SearchRequest search, ScimOptions options) => new()
    {
        Filter = search.Filter is null ? null : FilterParser.Parse(search.Filter),
        SortBy = search.SortBy,
        Descending = search.SortBy is not null & IsDescending(search.SortOrder),
        // An index below 1 means 1, and a negative count means 0 (RFC 7644, table 6).
        StartIndex = (int)Math.Clamp(search.StartIndex ?? 1, 1, int.MaxValue),
        Count = (int)Math.Clamp(search.Count ?? options.DefaultPageSize, 0, options.MaxPageSize),
        Cursor = search.Cursor,
        Attributes = search.Attributes,
        ExcludedAttributes = search.ExcludedAttributes,
    };

    /// <summary>The attributes that the client wants of a resource type.</summary>
    public AttributeSelection Selection(ResourceType type) => AttributeSelection.Create(Attributes, ExcludedAttributes, type);

    /// <summary>The sort key of a resource type; null if the type does not have the attribute.</summary>
    public SortKey? SortKey(ResourceType type) =>
        SortBy is not null && AttributePath.TryParse(SortBy) is { } path && type.Resolve(path) is { } reference
            ? DocumentStore.Search.SortKey.TryCreate(reference)
            : null;

    private static bool IsDescending(string? sortOrder) => sortOrder?.ToLowerInvariant() switch
    {
        null or "ascending" => false,
        "descending" => true,
        _ => throw ScimException.InvalidValue($"'sortOrder' is '{Shown.Text(sortOrder!)}'; it must be ascending or descending."),
    };
}
