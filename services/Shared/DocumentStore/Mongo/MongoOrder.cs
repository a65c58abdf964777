using MongoDB.Bson;

namespace Scim.Bus.DocumentStore.Mongo;

/// <summary>
/// One of the queries that a sorted query is made of. There are two: one for documents with a value and one for those without, which
/// MongoDB would put first where SCIM puts them last.
/// </summary>
/// <param name="Filter">Filter of the query.</param>
/// <param name="Order">Sort order of the query.</param>
internal sealed record MongoRun(BsonDocument Filter, BsonDocument Order)
{
    public static IReadOnlyList<MongoRun> Create(DocumentQuery query)
    {
        if (query.Sort is null)
        {
            var (direction, later, earlier) = query.Descending ? (-1, "$lt", "$gt") : (1, "$gt", "$lt");
            var bounds = new BsonDocument();
            if (query.After is not null)
                bounds.Add(later, Key(query, query.After.Id));
            if (query.Until is not null)
                bounds.Add(earlier, Key(query, query.Until));
            var rest = bounds.ElementCount == 0 ? bounds : new BsonDocument("_id", bounds);
            return [new MongoRun(rest, new BsonDocument("_id", direction))];
        }

        var field = MongoFilter.Field(query.Sort.Path);
        var with = new MongoRun(With(query, field), new BsonDocument { { field, query.Descending ? -1 : 1 }, { "_id", 1 } });
        var without = new MongoRun(Without(query, field), new BsonDocument("_id", 1));
        var isPast = query.After is not null && (query.After.Value is null) != query.Descending;
        var (first, second) = query.Descending ? (without, with) : (with, without);
        return isPast ? [second] : [first, second];
    }

    private static string Key(DocumentQuery query, string id) => MongoDocuments<object>.Key(query.Tenant, id);

    private static BsonDocument With(DocumentQuery query, string field)
    {
        var exists = new BsonDocument(field, new BsonDocument("$exists", true));
        if (query.After?.Value is not { } last)
            return exists;
        var value = MongoFilter.Value(last);
        return new BsonDocument("$or", new BsonArray
        {
            new BsonDocument(field, new BsonDocument(query.Descending ? "$lt" : "$gt", value)),
            new BsonDocument { { field, value }, { "_id", new BsonDocument("$gt", Key(query, query.After!.Id)) } },
        });
    }

    private static BsonDocument Without(DocumentQuery query, string field)
    {
        var filter = new BsonDocument(field, new BsonDocument("$exists", false));
        if (query.After is { Value: null })
            filter.Add("_id", new BsonDocument("$gt", Key(query, query.After!.Id)));
        return filter;
    }
}
