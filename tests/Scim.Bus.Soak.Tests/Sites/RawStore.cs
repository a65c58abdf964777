using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Scim.Bus.Soak.Tests.Sites;

/// <summary>A document as the store has it.</summary>
internal sealed record RawDocument(string Key, string Tenant, string Id, long Revision, JsonObject Body);

/// <summary>The services' databases, read and written past them, as another build of them would.</summary>
internal abstract class RawStore
{
    public static RawStore InFolder(string folder) => new Files(folder);

    public static RawStore On(string connectionString, string prefix) => new Server(connectionString, prefix);

    /// <summary>Some documents of a collection that are no tombstones.</summary>
    public abstract Task<IReadOnlyList<RawDocument>> SampleAsync(string service, string collection, int count, Random random);

    /// <summary>Stores another body, due at once, if the document still has its revision. False if it has not.</summary>
    public abstract Task<bool> TryReplaceAsync(string service, string collection, RawDocument document, JsonObject body);

    /// <summary>The layout is that of the document store's SQLite tables.</summary>
    private sealed class Files(string folder) : RawStore
    {
        public override async Task<IReadOnlyList<RawDocument>> SampleAsync(string service, string collection, int count, Random random)
        {
            await using var connection = await OpenAsync(service);
            await using var select = connection.CreateCommand();
            select.CommandText = $"SELECT seq, tenant, id, revision, body FROM {collection} WHERE live = 1";
            await using var reader = await select.ExecuteReaderAsync();
            var all = new List<RawDocument>();
            while (await reader.ReadAsync())
            {
                all.Add(new RawDocument(
                    reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3), Parse(reader.GetString(4))));
            }

            return Some(all, count, random);
        }

        public override async Task<bool> TryReplaceAsync(string service, string collection, RawDocument document, JsonObject body)
        {
            await using var connection = await OpenAsync(service);
            await using var update = connection.CreateCommand();
            update.CommandText =
                $"UPDATE {collection} SET body = $body, revision = revision + 1, due = $due WHERE seq = $seq AND revision = $revision";
            update.Parameters.AddWithValue("$body", body.ToJsonString());
            update.Parameters.AddWithValue("$due", TimeProvider.System.GetUtcNow().UtcTicks);
            update.Parameters.AddWithValue("$seq", document.Key);
            update.Parameters.AddWithValue("$revision", document.Revision);
            return await update.ExecuteNonQueryAsync() == 1;
        }

        private async Task<SqliteConnection> OpenAsync(string service)
        {
            var file = new SqliteConnectionStringBuilder
            {
                DataSource = Path.Combine(folder, $"{service}.db"),
                Mode = SqliteOpenMode.ReadWrite,
                Pooling = false,
            };
            var connection = new SqliteConnection(file.ConnectionString);
            await connection.OpenAsync();
            return connection;
        }
    }

    /// <summary>The layout is that of the document store's MongoDB collections.</summary>
    private sealed class Server(string connectionString, string prefix) : RawStore
    {
        private readonly MongoClient _client = new(connectionString);

        public override async Task<IReadOnlyList<RawDocument>> SampleAsync(string service, string collection, int count, Random random)
        {
            var all = await Collection(service, collection).Find(new BsonDocument("live", true)).ToListAsync();
            return Some([.. all.Select(Read)], count, random);
        }

        public override async Task<bool> TryReplaceAsync(string service, string collection, RawDocument document, JsonObject body)
        {
            var due = TimeProvider.System.GetUtcNow().UtcTicks;
            var result = await Collection(service, collection).UpdateOneAsync(
                new BsonDocument { { "_id", document.Key }, { "r", document.Revision } },
                new BsonDocument
                {
                    { "$set", new BsonDocument { { "body", body.ToJsonString() }, { "due", due }, { "r", document.Revision + 1 } } },
                });
            return result.ModifiedCount == 1;
        }

        private static RawDocument Read(BsonDocument stored)
        {
            var (key, tenant) = (stored["_id"].AsString, stored["t"].AsString);
            return new RawDocument(key, tenant, key[(tenant.Length + 1)..], stored["r"].ToInt64(), Parse(stored["body"].AsString));
        }

        private IMongoCollection<BsonDocument> Collection(string service, string collection) =>
            _client.GetDatabase($"{prefix}_{service}").GetCollection<BsonDocument>(collection);
    }

    private static JsonObject Parse(string body) => (JsonObject)JsonNode.Parse(body)!;

    private static IReadOnlyList<RawDocument> Some(List<RawDocument> all, int count, Random random)
    {
        all.Sort((one, other) => string.CompareOrdinal(one.Key, other.Key));
        return random.GetItems(all.ToArray(), all.Count == 0 ? 0 : count);
    }
}
