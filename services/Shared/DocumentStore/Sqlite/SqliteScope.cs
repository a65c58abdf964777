using Scim.Bus.DocumentStore.Search;
using Scim.Protocol.Filters;

namespace Scim.Bus.DocumentStore.Sqlite;

/// <summary>The JSON text, and the path in it, that attribute names are relative to.</summary>
/// <param name="Json">SQL of the text.</param>
/// <param name="Base">The path.</param>
/// <param name="HasIndexes">Whether an index may find the documents that match.</param>
internal sealed record SqliteScope(string Json, SearchPath Base, bool HasIndexes = false)
{
    /// <summary>The document itself.</summary>
    public static SqliteScope Document { get; } = new("d.search", new SearchPath([]), HasIndexes: true);

    /// <summary>The document itself, which something else has found.</summary>
    public static SqliteScope WithoutIndexes { get; } = Document with { HasIndexes = false };

    public SqliteScope At(SearchPath path) => new(Json, Base.Then(path));

    public string Value(AttributeLocation attribute) => SqliteFilter.Extract(Json, Base.Then(SearchPath.From(attribute)));

    public string Type(AttributeLocation attribute)
    {
        var path = Base.Then(SearchPath.From(attribute));
        return path.Segments.Count == 0 ? Json : $"json_type({Json}, {SqliteFilter.JsonPath(path)})";
    }
}
