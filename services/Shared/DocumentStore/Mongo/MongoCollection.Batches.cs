using MongoDB.Bson;
using MongoDB.Driver;

namespace Scim.Bus.DocumentStore.Mongo;

/// <remarks>Several documents written together: one command, which MongoDB carries out document by document.</remarks>
internal sealed partial class MongoCollection<T>
{
    private static readonly BulkWriteOptions Unordered = new() { IsOrdered = false };

    public async Task InsertMissingAsync(IReadOnlyCollection<Document<T>> documents, CancellationToken cancellationToken)
    {
        if (documents.Count == 0)
            return;
        var inserts = documents.Select(document => new InsertOneModel<BsonDocument>(_documents.Write(document with { Revision = 1 })));
        await _calls.RunAsync(
            async token =>
            {
                try
                {
                    await _collection.BulkWriteAsync(inserts, Unordered, token);
                }
                catch (MongoBulkWriteException e) when (e.WriteConcernError is null && e.WriteErrors.All(IsDuplicateKey))
                {
                    // The others are stored.
                }
            },
            cancellationToken);
        StoreTelemetry.CountBatch(Definition);
    }

    public async Task<int> AmendAsync(IReadOnlyCollection<Document<T>> documents, CancellationToken cancellationToken)
    {
        if (documents.Count == 0)
            return 0;
        var updates = documents.Select(
            document => new UpdateOneModel<BsonDocument>(AtRevision(document), MongoDocuments<T>.Amend(document)));
        var result = await _calls.RunAsync(token => _collection.BulkWriteAsync(updates, Unordered, token), cancellationToken);
        StoreTelemetry.CountBatch(Definition);
        return (int)result.MatchedCount;
    }

    private static bool IsDuplicateKey(BulkWriteError error) => error.Category == ServerErrorCategory.DuplicateKey;
}
