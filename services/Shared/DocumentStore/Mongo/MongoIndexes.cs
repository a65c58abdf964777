using MongoDB.Bson;
using MongoDB.Driver;
using Scim.Bus.DocumentStore.Search;

namespace Scim.Bus.DocumentStore.Mongo;

/// <summary>The indexes of a collection.</summary>
internal static class MongoIndexes
{
    /// <summary>Name of the index that enforces unique keys; duplicate key errors contain it.</summary>
    public const string Unique = "document.unique";

    public static IEnumerable<CreateIndexModel<BsonDocument>> Create(IReadOnlyList<SearchPath> paths) =>
    [
        Index("document.tenant", sparse: false, "t", "live", "_id"),
        Index("document.due", sparse: true, "due"),
        new(new BsonDocument("u", 1), new CreateIndexOptions { Name = Unique, Unique = true, Sparse = true }),
        .. paths.Select(path => Index($"search.{path}", sparse: false, "t", MongoFilter.Field(path), "_id")),
    ];

    private static CreateIndexModel<BsonDocument> Index(string name, bool sparse, params string[] fields) =>
        new(new BsonDocument(fields.Select(field => new BsonElement(field, 1))), new CreateIndexOptions { Name = name, Sparse = sparse });
}
