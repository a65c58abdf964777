using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Scim.Bus.DocumentStore.Search;

namespace Scim.Bus.DocumentStore.Sqlite;

/// <summary>Writes of a collection. They run in the writer's transaction, so nothing else writes at the same time.</summary>
internal sealed class SqliteWrites<T>(CollectionDefinition<T> definition)
    where T : class
{
    private static readonly JsonSerializerOptions SearchJson = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _table = definition.Name;

    public static string Serialize(Document<T> document) => JsonSerializer.Serialize(document.Body, DocumentJson.Options);

    /// <summary>Prepares a write: everything that takes time and needs no transaction.</summary>
    public Prepared Prepare(Document<T> document)
    {
        var search = definition.SearchDocumentOf(document.Body);
        return new Prepared(
            document,
            Serialize(document),
            search.ToJsonString(SearchJson),
            document.Tombstone ? [] : [.. definition.IndexedPaths.SelectMany(path => Keys(path, search)).Distinct()],
            definition.UniqueKeysOf(document));
    }

    public WriteResult<T> Insert(SqliteSession session, Prepared prepared)
    {
        var document = prepared.Document;
        if (session.Scalar($"SELECT 1 FROM {_table} WHERE tenant = $1 AND id = $2", document.Tenant.Value, document.Id) is not null)
            return WriteResult<T>.Taken(document, new UniqueKey(UniqueKey.Id, document.Id));
        if (DuplicateKeyOf(session, document, prepared.Unique) is { } taken)
            return WriteResult<T>.Taken(document, taken);
        var sequence = (long)session.Scalar(
            $"INSERT INTO {_table} (tenant, id, revision, live, due, body, search) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING seq",
            document.Tenant.Value,
            document.Id,
            document.Revision,
            document.Tombstone ? 0L : 1L,
            document.DueAt?.UtcTicks,
            prepared.Body,
            prepared.Search)!;
        foreach (var key in prepared.Unique)
            AddKey(session, "unique", document, key, sequence);
        foreach (var key in prepared.Keys)
            AddKey(session, "key", document, key, sequence);
        return WriteResult<T>.Done(document);
    }

    public WriteResult<T> Replace(SqliteSession session, Prepared prepared, long expectedRevision)
    {
        var document = prepared.Document;
        var found = session.Query(
            $"SELECT seq, live = $4 AND search = $5 FROM {_table} WHERE tenant = $1 AND id = $2 AND revision = $3",
            row => (Sequence: row.GetInt64(0), HasSameKeys: row.GetBoolean(1)),
            document.Tenant.Value,
            document.Id,
            expectedRevision,
            document.Tombstone ? 0L : 1L,
            prepared.Search);
        if (found is not [var (sequence, hasSameKeys)])
            return WriteResult<T>.Conflict();
        // Indexed values come from the search document; a unique key may come from anything.
        var unique = definition.HasUniqueKeys ? KeysOf(session, "unique", sequence) : [];
        if (DuplicateKeyOf(session, document, prepared.Unique.Where(key => !unique.Contains(key))) is { } taken)
            return WriteResult<T>.Taken(document, taken);
        session.Execute(
            $"UPDATE {_table} SET revision = $1, live = $2, due = $3, body = $4, search = $5 WHERE seq = $6",
            document.Revision, document.Tombstone ? 0L : 1L, document.DueAt?.UtcTicks, prepared.Body, prepared.Search, sequence);
        Exchange(session, "unique", document, unique, prepared.Unique, sequence);
        if (!hasSameKeys)
            Exchange(session, "key", document, KeysOf(session, "key", sequence), prepared.Keys, sequence);
        return WriteResult<T>.Done(document);
    }

    /// <summary>Stores body and due time, under the same revision. Returns the number of documents that have it: 0 or 1.</summary>
    public int Amend(SqliteSession session, Amendment<T> amendment, string body) => session.Execute(
        $"UPDATE {_table} SET due = $1, body = $2 WHERE tenant = $3 AND id = $4 AND revision = $5 AND due IS $6",
        amendment.DueAt?.UtcTicks,
        body,
        amendment.Read.Tenant.Value,
        amendment.Read.Id,
        amendment.Read.Revision,
        amendment.Read.DueAt?.UtcTicks);

    public bool Delete(SqliteSession session, Document<T> document)
    {
        var found = session.Scalar(
            $"DELETE FROM {_table} WHERE tenant = $1 AND id = $2 AND revision = $3 RETURNING seq",
            document.Tenant.Value,
            document.Id,
            document.Revision);
        if (found is not long sequence)
            return false;
        session.Execute($"DELETE FROM {_table}_unique WHERE seq = $1", sequence);
        session.Execute($"DELETE FROM {_table}_key WHERE seq = $1", sequence);
        return true;
    }

    private static IEnumerable<UniqueKey> Keys(SearchPath path, JsonObject search)
    {
        var name = path.ToString();
        return path.ValuesIn(search).Select(value => new UniqueKey(name, value.GetValue<string>()));
    }

    /// <summary>The first of a document's new keys that another document has.</summary>
    private UniqueKey? DuplicateKeyOf(SqliteSession session, Document<T> document, IEnumerable<UniqueKey> added) =>
        added.FirstOrDefault(key => session.Scalar(
            $"SELECT seq FROM {_table}_unique WHERE tenant = $1 AND name = $2 AND value = $3",
            document.Tenant.Value,
            key.Name,
            key.Value) is not null);

    private HashSet<UniqueKey> KeysOf(SqliteSession session, string kind, long sequence) => session.Query(
        $"SELECT name, value FROM {_table}_{kind} WHERE seq = $1",
        row => new UniqueKey(row.GetString(0), row.GetString(1)),
        sequence).ToHashSet();

    /// <summary>Replaces the keys of a document. Unchanged ones are left alone: most writes change none.</summary>
    private void Exchange(
        SqliteSession session,
        string kind,
        Document<T> document,
        HashSet<UniqueKey> present,
        IReadOnlyCollection<UniqueKey> keys,
        long sequence)
    {
        foreach (var gone in present.Except(keys))
        {
            session.Execute(
                $"DELETE FROM {_table}_{kind} WHERE tenant = $1 AND name = $2 AND value = $3 AND id = $4",
                document.Tenant.Value, gone.Name, gone.Value, document.Id);
        }

        foreach (var added in keys.Where(key => !present.Contains(key)))
            AddKey(session, kind, document, added, sequence);
    }

    private void AddKey(SqliteSession session, string kind, Document<T> document, UniqueKey key, long sequence) => session.Execute(
        $"INSERT INTO {_table}_{kind} (tenant, name, value, id, seq) VALUES ($1, $2, $3, $4, $5)",
        document.Tenant.Value,
        key.Name,
        key.Value,
        document.Id,
        sequence);

    /// <summary>A document that is ready to be written.</summary>
    internal sealed record Prepared(
        Document<T> Document, string Body, string Search, IReadOnlyCollection<UniqueKey> Keys, IReadOnlyCollection<UniqueKey> Unique);
}
