using Scim.Bus.DocumentStore.Search;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Search;

namespace Scim.Bus.Ingress.Scim.Lists;

/// <summary>What a client asks of a list, within what the service gives (RFC 7644, section 3.4.2; RFC 9865).</summary>
internal sealed record ListRequest
{
    /// <summary>The filter; null for all resources.</summary>
    public Filter? Filter { get; init; }

    /// <summary>The name of the attribute to sort by; null for the order of creation.</summary>
    public string? SortBy { get; init; }

    public bool Descending { get; init; }

    /// <summary>The number of the first resource on the page, from 1.</summary>
    public int StartIndex { get; init; } = 1;

    /// <summary>How many resources may be on the page.</summary>
    public required int Count { get; init; }

    /// <summary>Where the page before ended; empty for the first page; null if pages are told by index.</summary>
    public string? Cursor { get; init; }

    /// <summary>How many resources are passed over.</summary>
    public int Skip => Cursor is null ? StartIndex - 1 : 0;

    /// <summary>How many resources are read: with a cursor one more than are given, to know whether there is a next page.</summary>
    public int Limit => Cursor is null || Count == 0 ? Count : Count + 1;

    private IReadOnlyList<string>? Attributes { get; init; }

    private IReadOnlyList<string>? ExcludedAttributes { get; init; }

    /// <exception cref="ScimException">400: the filter can't be read, or there is no such order.</exception>
    public static ListRequest Of(SearchRequest asked, ScimOptions options) => new()
    {
        Filter = asked.Filter is null ? null : FilterParser.Parse(asked.Filter),
        SortBy = asked.SortBy,
        Descending = asked.SortBy is not null & IsDescending(asked.SortOrder),
        // A number below 1 counts as 1; a negative count as 0 (RFC 7644, table 6).
        StartIndex = (int)Math.Clamp(asked.StartIndex ?? 1, 1, int.MaxValue),
        Count = (int)Math.Clamp(asked.Count ?? options.DefaultPageSize, 0, options.MaxPageSize),
        Cursor = asked.Cursor,
        Attributes = asked.Attributes,
        ExcludedAttributes = asked.ExcludedAttributes,
    };

    /// <summary>Which attributes resources of a type are to have.</summary>
    public AttributeSelection Selection(ResourceType type) => AttributeSelection.Of(Attributes, ExcludedAttributes, type);

    /// <summary>What resources of a type are sorted by; null if that is nothing that they have.</summary>
    public SortKey? SortKey(ResourceType type) =>
        SortBy is not null && AttributePath.TryParse(SortBy) is { } path && type.Resolve(path) is { } reference
            ? DocumentStore.Search.SortKey.TryCreate(reference)
            : null;

    private static bool IsDescending(string? sortOrder) => sortOrder?.ToLowerInvariant() switch
    {
        null or "ascending" => false,
        "descending" => true,
        _ => throw ScimException.InvalidValue($"'sortOrder' is '{sortOrder}'; it takes ascending or descending."),
    };
}
