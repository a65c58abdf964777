using MongoDB.Bson;
using MongoDB.Driver;
using Scim.Bus.Contracts;
using Scim.Protocol.Filters;

namespace Scim.Bus.DocumentStore.Mongo;

/// <summary>A collection in MongoDB, or in a database that speaks its protocol.</summary>
internal sealed partial class MongoCollection<T> : IDocumentCollection<T>
    where T : class
{
    private readonly IMongoCollection<BsonDocument> _collection;
    private readonly MongoDocuments<T> _documents;
    private readonly MongoCalls _calls;
    private readonly TimeSpan _queryTimeout;

    public MongoCollection(MongoSchema schema, SemaphoreSlim connections, CollectionDefinition<T> definition, TimeSpan queryTimeout)
    {
        Definition = definition;
        _queryTimeout = queryTimeout;
        _documents = new MongoDocuments<T>(definition);
        _collection = schema.Database.GetCollection<BsonDocument>(definition.Name);
        // On the first call that reaches the server, so that a service can start during an outage of its database.
        _calls = new MongoCalls(
            connections,
            async cancellationToken =>
            {
                await schema.VerifyAsync(cancellationToken);
                await _collection.Indexes.CreateManyAsync(MongoIndexes.Create(definition.IndexedPaths), cancellationToken);
            },
            queryTimeout);
    }

    public CollectionDefinition<T> Definition { get; }

    public async Task<Document<T>?> GetAsync(TenantId tenant, string id, CancellationToken cancellationToken)
    {
        var found = await FindAsync(new BsonDocument("_id", MongoDocuments<T>.Key(tenant, id)), cancellationToken);
        return found.SingleOrDefault();
    }

    public Task<IReadOnlyList<Document<T>>> GetManyAsync(
        TenantId tenant, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var keys = new BsonArray(ids.Select(id => MongoDocuments<T>.Key(tenant, id)));
        return FindAsync(new BsonDocument("_id", new BsonDocument("$in", keys)), cancellationToken);
    }

    public async Task<WriteResult<T>> InsertAsync(Document<T> document, CancellationToken cancellationToken)
    {
        var inserted = document with { Revision = 1 };
        try
        {
            await _calls.RunAsync(token => _collection.InsertOneAsync(_documents.Write(inserted), null, token), cancellationToken);
            StoreTelemetry.CountWrite(Definition);
            return WriteResult<T>.Done(inserted);
        }
        catch (MongoWriteException e) when (e.WriteError.Category == ServerErrorCategory.DuplicateKey)
        {
            return WriteResult<T>.Taken(document, await DuplicateKeyAsync(document, cancellationToken));
        }
    }

    public async Task<WriteResult<T>> ReplaceAsync(Document<T> document, CancellationToken cancellationToken)
    {
        var replaced = document with { Revision = document.Revision + 1 };
        try
        {
            var result = await _calls.RunAsync(
                token => _collection.ReplaceOneAsync(AtRevision(document), _documents.Write(replaced), (ReplaceOptions?)null, token),
                cancellationToken);
            if (result.MatchedCount == 0)
                return WriteResult<T>.Conflict();
            StoreTelemetry.CountWrite(Definition);
            return WriteResult<T>.Done(replaced);
        }
        catch (MongoWriteException e) when (e.WriteError.Category == ServerErrorCategory.DuplicateKey)
        {
            return WriteResult<T>.Taken(document, await DuplicateKeyAsync(document, cancellationToken));
        }
    }

    public async Task<bool> DeleteAsync(Document<T> document, CancellationToken cancellationToken)
    {
        var result = await _calls.RunAsync(token => _collection.DeleteOneAsync(AtRevision(document), token), cancellationToken);
        if (result.DeletedCount == 1)
            StoreTelemetry.CountWrite(Definition);
        return result.DeletedCount == 1;
    }

    public async Task<IReadOnlyList<Document<T>>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken)
    {
        var result = new List<Document<T>>();
        var skip = query.Skip;
        var runs = MongoRun.Create(query);
        foreach (var (run, isLast) in runs.Select((run, i) => (run, i == runs.Count - 1)))
        {
            if (result.Count == query.Limit)
                break;
            var filter = Filter(query.Tenant, query.Filter, run.Filter);
            var found = await FindAsync(filter, cancellationToken, run.Order, skip, query.Limit - result.Count);
            result.AddRange(found);
            if (skip > 0 && found.Count == 0 && !isLast)
                skip -= (int)await CountAsync(filter, cancellationToken);
            else
                skip = 0;
        }

        return result;
    }

    public Task<long> CountAsync(TenantId tenant, BoundFilter? filter, CancellationToken cancellationToken) =>
        CountAsync(Filter(tenant, filter), cancellationToken);

    public Task<IReadOnlyList<Document<T>>> DueAsync(
        DateTimeOffset now, int limit, IReadOnlyCollection<TenantId> except, CancellationToken cancellationToken)
    {
        var filter = new BsonDocument("due", new BsonDocument("$lte", now.UtcTicks));
        if (except.Count > 0)
            filter["t"] = new BsonDocument("$nin", new BsonArray(except.Select(tenant => tenant.Value)));
        return FindAsync(filter, cancellationToken, new BsonDocument("due", 1), 0, limit);
    }

    public Task<IReadOnlyList<Document<T>>> DueAfterAsync(
        DateTimeOffset after, DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        var filter = new BsonDocument("due", new BsonDocument { { "$gt", after.UtcTicks }, { "$lte", now.UtcTicks } });
        return FindAsync(filter, cancellationToken, new BsonDocument("due", 1), 0, limit);
    }

    public Task<long> CountDueAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        CountAsync(new BsonDocument("due", new BsonDocument("$lte", now.UtcTicks)), cancellationToken);

    public async Task<string> ExplainAsync(DocumentQuery query, CancellationToken cancellationToken)
    {
        var run = MongoRun.Create(query)[0];
        var find = new BsonDocument
        {
            { "find", Definition.Name },
            { "filter", Filter(query.Tenant, query.Filter, run.Filter) },
            { "sort", run.Order },
            { "limit", query.Limit },
        };
        var explain = new BsonDocument { { "explain", find }, { "verbosity", "queryPlanner" } };
        var plan = await _calls.RunAsync(
            token => _collection.Database.RunCommandAsync<BsonDocument>(explain, cancellationToken: token), cancellationToken);
        return plan["queryPlanner"]["winningPlan"].ToJson();
    }

    private static BsonDocument AtRevision(Document<T> document) =>
        new() { { "_id", MongoDocuments<T>.Key(document.Tenant, document.Id) }, { "r", document.Revision } };

    private static BsonDocument Filter(TenantId tenant, BoundFilter? filter, BsonDocument? run = null)
    {
        var conditions = new BsonArray { new BsonDocument { { "t", tenant.Value }, { "live", true } } };
        if (filter is not null)
            conditions.Add(MongoFilter.Translate(filter));
        if (run is { ElementCount: > 0 })
            conditions.Add(run);
        return conditions.Count == 1 ? conditions[0].AsBsonDocument : new BsonDocument("$and", conditions);
    }

    private Task<IReadOnlyList<Document<T>>> FindAsync(
        BsonDocument filter, CancellationToken cancellationToken, BsonDocument? order = null, int skip = 0, int? limit = null)
    {
        // MongoDB takes a limit of 0 for no limit.
        if (limit == 0)
            return Task.FromResult<IReadOnlyList<Document<T>>>([]);
        return _calls.RunAsync(
            async token =>
            {
                var found = await _collection.Find(filter, new FindOptions { MaxTime = _queryTimeout })
                    .Sort(order)
                    .Skip(skip)
                    .Limit(limit)
                    .ToListAsync(token);
                return (IReadOnlyList<Document<T>>)found.ConvertAll(MongoDocuments<T>.Read);
            },
            cancellationToken);
    }

    private Task<long> CountAsync(BsonDocument filter, CancellationToken cancellationToken) => _calls.RunAsync(
        token => _collection.CountDocumentsAsync(filter, new CountOptions { MaxTime = _queryTimeout }, token), cancellationToken);

    /// <summary>Finds out which key is taken: the driver's error names the index only.</summary>
    private async Task<UniqueKey> DuplicateKeyAsync(Document<T> document, CancellationToken cancellationToken)
    {
        foreach (var key in Definition.UniqueKeysOf(document))
        {
            var entry = MongoDocuments<T>.UniqueEntry(document.Tenant, key);
            var holders = await FindAsync(new BsonDocument("u", entry), cancellationToken, limit: 1);
            if (holders.Count > 0 && holders[0].Id != document.Id)
                return key;
        }

        return new UniqueKey(UniqueKey.Id, document.Id);
    }
}
