using Scim.Bus.DocumentStore.Search;
using Scim.Protocol.Filters;

namespace Scim.Bus.DocumentStore.Sqlite;

/// <summary>The JSON text, and the path in it, that attribute names are relative to.</summary>
/// <param name="Json">SQL of the text.</param>
/// <param name="Base">The path.</param>
internal sealed record SqliteScope(string Json, SearchPath Base)
{
    /// <summary>The document itself.</summary>
    public static SqliteScope Document { get; } = new("d.search", new SearchPath([]));

    public bool IsDocument => Json == Document.Json && Base.Segments.Count == 0;

    public SqliteScope At(SearchPath path) => this with { Base = Base.Then(path) };

    public string Value(AttributeLocation attribute) => SqliteFilter.Extract(Json, Base.Then(SearchPath.From(attribute)));

    public string Type(AttributeLocation attribute)
    {
        var path = Base.Then(SearchPath.From(attribute));
        return path.Segments.Count == 0 ? Json : $"json_type({Json}, {SqliteFilter.JsonPath(path)})";
    }
}
