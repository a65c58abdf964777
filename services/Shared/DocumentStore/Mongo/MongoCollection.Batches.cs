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

    public async Task<int> AmendAsync(IReadOnlyCollection<Amendment<T>> amendments, CancellationToken cancellationToken)
    {
        if (amendments.Count == 0)
            return 0;
        var updates = amendments.Select(
            amendment => new UpdateOneModel<BsonDocument>(AsRead(amendment.Read), MongoDocuments<T>.Amend(amendment.Amended)));
        var result = await _calls.RunAsync(token => _collection.BulkWriteAsync(updates, Unordered, token), cancellationToken);
        StoreTelemetry.CountBatch(Definition);
        return (int)result.MatchedCount;
    }

    /// <summary>A condition of null is met by a field that is missing.</summary>
    private static BsonDocument AsRead(Document<T> document) =>
        AtRevision(document).Add("due", document.DueAt is { } due ? due.UtcTicks : BsonNull.Value);

    private static bool IsDuplicateKey(BulkWriteError error) => error.Category == ServerErrorCategory.DuplicateKey;
}
