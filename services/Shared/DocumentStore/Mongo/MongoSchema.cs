using MongoDB.Bson;
using MongoDB.Driver;

namespace Scim.Bus.DocumentStore.Mongo;

/// <summary>
/// Reads and writes the schema stamp of a database: a document of its collection <c>schema</c>, beside the one that health checks write.
/// </summary>
internal sealed class MongoSchema(IMongoDatabase database)
{
    private const string CollectionName = "schema";
    private const string Id = "scim-bus";
    private const string PingId = "health";
    private const string Field = "schema";

    private volatile bool _isVerified;

    public IMongoDatabase Database => database;

    private IMongoCollection<BsonDocument> Stamps => database.GetCollection<BsonDocument>(CollectionName);

    /// <summary>Stamps a database without collections; verifies the stamp of any other. Once it has succeeded, it does nothing.</summary>
    /// <exception cref="StoreSchemaException">The database has another stamp, or collections and no stamp.</exception>
    public async Task VerifyAsync(CancellationToken cancellationToken)
    {
        if (_isVerified)
            return;
        var found = await ReadAsync(cancellationToken);
        if (found is null && !await HasCollectionsAsync(cancellationToken))
            await StampAsync(cancellationToken);
        // Read again: another process may have stamped the database and created collections meanwhile.
        found ??= await ReadAsync(cancellationToken);
        if (found != StoreSchema.MongoDb)
        {
            var name = database.DatabaseNamespace.DatabaseName;
            throw new StoreSchemaException(
                $"The MongoDB database {name}",
                found,
                StoreSchema.MongoDb,
                $"Drop the database {name}, or set another Store__DatabasePrefix");
        }

        _isVerified = true;
    }

    /// <summary>Writes a document that nobody reads, to find out whether the database can be written.</summary>
    public Task PingAsync(CancellationToken cancellationToken)
    {
        var ping = new BsonDocument("_id", PingId);
        return Stamps.ReplaceOneAsync(ping, ping, new ReplaceOptions { IsUpsert = true }, cancellationToken);
    }

    private async Task<int?> ReadAsync(CancellationToken cancellationToken)
    {
        var stamp = await Stamps.Find(new BsonDocument("_id", Id)).FirstOrDefaultAsync(cancellationToken);
        return stamp?[Field].ToInt32();
    }

    private async Task<bool> HasCollectionsAsync(CancellationToken cancellationToken)
    {
        using var names = await database.ListCollectionNamesAsync(cancellationToken: cancellationToken);
        return (await names.ToListAsync(cancellationToken))
            .Exists(name => name != CollectionName && !name.StartsWith("system.", StringComparison.Ordinal));
    }

    private async Task StampAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Stamps.InsertOneAsync(new BsonDocument { { "_id", Id }, { Field, StoreSchema.MongoDb } }, null, cancellationToken);
        }
        catch (MongoWriteException e) when (e.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            // Another process was faster; its stamp is read next.
        }
    }
}
