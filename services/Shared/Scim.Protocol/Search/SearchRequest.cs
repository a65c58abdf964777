using System.Text.Json;
using System.Text.Json.Nodes;
using Scim.Protocol.Errors;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Search;

/// <summary>
/// What a client asks of a list, be it in the query of a GET (RFC 7644, section 3.4.2) or in the body of a POST to <c>/.search</c>
/// (section 3.4.3; RFC 9865, section 2.4). As it was given: nothing is held against a schema or a limit yet.
/// </summary>
public sealed record SearchRequest
{
    /// <summary>The names to return; null for the usual ones.</summary>
    public IReadOnlyList<string>? Attributes { get; init; }

    /// <summary>The names to leave out; null for none.</summary>
    public IReadOnlyList<string>? ExcludedAttributes { get; init; }

    /// <summary>The filter; null for all resources.</summary>
    public string? Filter { get; init; }

    /// <summary>The attribute to sort by.</summary>
    public string? SortBy { get; init; }

    /// <summary><c>ascending</c> or <c>descending</c>.</summary>
    public string? SortOrder { get; init; }

    /// <summary>The number of the first resource on the page, from 1.</summary>
    public long? StartIndex { get; init; }

    /// <summary>How many resources may be on the page.</summary>
    public long? Count { get; init; }

    /// <summary>Where the page before ended; empty for the first page; null if pages are told by index.</summary>
    public string? Cursor { get; init; }

    /// <summary>Reads the body of a POST to <c>/.search</c>. A member that is null is as good as not there.</summary>
    /// <exception cref="ScimException">400 <c>invalidSyntax</c> or <c>invalidValue</c>, naming the member.</exception>
    public static SearchRequest Read(JsonObject body)
    {
        ResourceReader.RequireSchemas(body, SchemaUrns.SearchRequest);
        return new SearchRequest
        {
            Attributes = Names(body, "attributes"),
            ExcludedAttributes = Names(body, "excludedAttributes"),
            Filter = Text(body, "filter"),
            SortBy = Text(body, "sortBy"),
            SortOrder = Text(body, "sortOrder"),
            StartIndex = Number(body, "startIndex"),
            Count = Number(body, "count"),
            Cursor = Text(body, "cursor"),
        };
    }

    private static string? Text(JsonObject body, string name) =>
        body.Member(name) is { } node ? node.AsText() ?? throw Refusal.Value(name, node, "a string") : null;

    private static long? Number(JsonObject body, string name) => body.Member(name) switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.Number =>
            value.TryGetValue<long>(out var number) ? number : Whole(value, name),
        var other => throw Refusal.Value(name, other, "a whole number"),
    };

    /// <summary>
    /// Reads a whole number that is written with a point or an exponent, or does not fit a long. That one is valid too, as it asks for more
    /// than there is: the conversion clamps it.
    /// </summary>
    private static long Whole(JsonValue value, string name) =>
        value.TryGetValue<double>(out var number) && Math.Floor(number) == number
            ? (long)number
            : throw Refusal.Value(name, value, "a whole number");

    private static List<string>? Names(JsonObject body, string name) => body.Member(name) switch
    {
        null => null,
        JsonArray names => [.. names.Select(node => node.AsText() ?? throw Refusal.Value(name, names, "an array of strings"))],
        var other => throw Refusal.Value(name, other, "an array of strings"),
    };
}
