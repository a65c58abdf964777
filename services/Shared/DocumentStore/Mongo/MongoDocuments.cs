using System.Text.Json;
using System.Text.Json.Nodes;
using MongoDB.Bson;
using Scim.Bus.Contracts;

namespace Scim.Bus.DocumentStore.Mongo;

/// <summary>
/// Layout of a stored document: <c>_id</c> tenant and key, <c>t</c> tenant, <c>r</c> revision, <c>live</c> (not a tombstone), <c>due</c>
/// (ticks, UTC), <c>u</c> unique keys, <c>s</c> the search document, <c>body</c> the body as JSON. Fields without a value are absent, as
/// sparse indexes require.
/// </summary>
internal sealed class MongoDocuments<T>(CollectionDefinition<T> definition)
    where T : class
{
    /// <summary>The <c>_id</c>. A slash can't be in a tenant's id, so the keys of two tenants never collide.</summary>
    public static string Key(TenantId tenant, string id) => $"{tenant.Value}/{id}";

    public static string UniqueEntry(TenantId tenant, UniqueKey key) => $"{tenant.Value}/{key.Name}/{key.Value}";

    public BsonDocument Write(Document<T> document)
    {
        var bson = new BsonDocument
        {
            { "_id", Key(document.Tenant, document.Id) },
            { "t", document.Tenant.Value },
            { "r", document.Revision },
            { "live", !document.Tombstone },
            { "body", JsonSerializer.Serialize(document.Body, DocumentJson.Options) },
        };
        if (document.DueAt is { } due)
            bson.Add("due", due.UtcTicks);
        if (!document.Tombstone)
            bson.Add(MongoFilter.SearchField, Bson(definition.SearchDocumentOf(document.Body)));
        var unique = new BsonArray(definition.UniqueKeysOf(document).Select(key => UniqueEntry(document.Tenant, key)));
        if (unique.Count > 0)
            bson.Add("u", unique);
        return bson;
    }

    /// <summary>The update that stores body and due time and leaves everything else alone.</summary>
    public static BsonDocument Amend(Document<T> document)
    {
        var body = JsonSerializer.Serialize(document.Body, DocumentJson.Options);
        return document.DueAt is { } due
            ? new BsonDocument("$set", new BsonDocument { { "body", body }, { "due", due.UtcTicks } })
            : new BsonDocument { { "$set", new BsonDocument("body", body) }, { "$unset", new BsonDocument("due", 1) } };
    }

    public static Document<T> Read(BsonDocument bson)
    {
        var tenant = bson["t"].AsString;
        return new Document<T>
        {
            Tenant = TenantId.Parse(tenant, null),
            Id = bson["_id"].AsString[(tenant.Length + 1)..],
            Revision = bson["r"].ToInt64(),
            Tombstone = !bson["live"].AsBoolean,
            DueAt = bson.TryGetValue("due", out var due) ? new DateTimeOffset(due.ToInt64(), TimeSpan.Zero) : null,
            Body = JsonSerializer.Deserialize<T>(bson["body"].AsString, DocumentJson.Options)!,
        };
    }

    private static BsonValue Bson(JsonNode? node) => node switch
    {
        JsonObject complex => new BsonDocument(complex.Select(member => new BsonElement(member.Key, Bson(member.Value)))),
        JsonArray elements => new BsonArray(elements.Select(Bson)),
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.String => value.GetValue<string>(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => MongoFilter.Number(value.GetValue<decimal>()),
        },
        _ => BsonNull.Value,
    };
}
