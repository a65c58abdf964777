using System.Text.Json;
using Microsoft.Data.Sqlite;
using Scim.Bus.Contracts;
using Scim.Protocol.Filters;
using SQLitePCL;

namespace Scim.Bus.DocumentStore.Sqlite;

/// <summary>
/// A collection in SQLite: a table of documents, one of indexed values, and one of unique keys (<see cref="SqliteTables"/>).
/// </summary>
internal sealed class SqliteCollection<T> : IDocumentCollection<T>
    where T : class
{
    private readonly SqliteDatabase _database;
    private readonly string _table;
    private readonly SqliteQueries _queries;
    private readonly SqliteWrites<T> _writes;
    private readonly TimeSpan _queryTimeout;

    public SqliteCollection(SqliteDatabase database, CollectionDefinition<T> definition, TimeSpan queryTimeout)
    {
        _database = database;
        _queryTimeout = queryTimeout;
        Definition = definition;
        _table = definition.Name;
        _queries = new SqliteQueries(definition.Name, definition.IndexedPaths.ToHashSet());
        _writes = new SqliteWrites<T>(definition);
        database.VerifySchema();
        database.Read(CreateTables);
    }

    public CollectionDefinition<T> Definition { get; }

    public Task<Document<T>?> GetAsync(TenantId tenant, string id, CancellationToken cancellationToken) => Task.FromResult(
        _database.Read(
            session => session.Query(
                $"SELECT {SqliteQueries.Columns} FROM {_table} d WHERE tenant = $1 AND id = $2", Row, tenant.Value, id).SingleOrDefault(),
            cancellationToken: cancellationToken));

    public Task<IReadOnlyList<Document<T>>> GetManyAsync(
        TenantId tenant, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Document<T>>>(_database.Read(
            session => session.Query(
                $"SELECT {SqliteQueries.Columns} FROM {_table} d WHERE tenant = $1 AND id IN (SELECT value FROM json_each($2))",
                Row,
                tenant.Value,
                JsonSerializer.Serialize(ids)),
            cancellationToken: cancellationToken));

    public async Task<WriteResult<T>> InsertAsync(Document<T> document, CancellationToken cancellationToken)
    {
        var prepared = _writes.Prepare(document with { Revision = 1 });
        return Counted(await _database.WriteAsync(session => _writes.Insert(session, prepared), cancellationToken));
    }

    public async Task<WriteResult<T>> ReplaceAsync(Document<T> document, CancellationToken cancellationToken)
    {
        var prepared = _writes.Prepare(document with { Revision = document.Revision + 1 });
        return Counted(await _database.WriteAsync(session => _writes.Replace(session, prepared, document.Revision), cancellationToken));
    }

    public async Task InsertMissingAsync(IReadOnlyCollection<Document<T>> documents, CancellationToken cancellationToken)
    {
        if (documents.Count == 0)
            return;
        var prepared = documents.Select(document => _writes.Prepare(document with { Revision = 1 })).ToList();
        if (await _database.WriteAsync(session => prepared.Count(document => IsInserted(session, document)), cancellationToken) > 0)
            StoreTelemetry.CountBatch(Definition);

        bool IsInserted(SqliteSession session, SqliteWrites<T>.Prepared document) =>
            _writes.Insert(session, document).Outcome == WriteOutcome.Done;
    }

    public async Task<int> AmendAsync(IReadOnlyCollection<Amendment<T>> amendments, CancellationToken cancellationToken)
    {
        if (amendments.Count == 0)
            return 0;
        var serialized = amendments
            .Select(amendment => (Amendment: amendment, Body: SqliteWrites<T>.Serialize(amendment.Amended))).ToList();
        var stored = await _database.WriteAsync(
            session => serialized.Sum(entry => _writes.Amend(session, entry.Amendment, entry.Body)), cancellationToken);
        if (stored > 0)
            StoreTelemetry.CountBatch(Definition);
        return stored;
    }

    public async Task<bool> DeleteAsync(Document<T> document, CancellationToken cancellationToken)
    {
        var isDeleted = await _database.WriteAsync(session => _writes.Delete(session, document), cancellationToken);
        if (isDeleted)
            StoreTelemetry.CountWrite(Definition);
        return isDeleted;
    }

    public Task<IReadOnlyList<Document<T>>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken)
    {
        var documents = _database.Read(
            session =>
            {
                var arguments = new List<object?>();
                var sql = _queries.Select(query, session, arguments);
                return session.Query(sql, Row, [.. arguments]);
            },
            _queryTimeout,
            cancellationToken);
        return Task.FromResult<IReadOnlyList<Document<T>>>(documents);
    }

    public Task<long> CountAsync(TenantId tenant, BoundFilter? filter, CancellationToken cancellationToken)
    {
        var arguments = new List<object?>();
        var sql = _queries.Count(tenant, filter, arguments);
        return Task.FromResult((long)_database.Read(session => session.Scalar(sql, [.. arguments]), _queryTimeout, cancellationToken)!);
    }

    public Task<IReadOnlyList<Document<T>>> DueAsync(
        DateTimeOffset now, int limit, IReadOnlyCollection<TenantId> except, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Document<T>>>(_database.Read(
            session => session.Query(
                $"SELECT {SqliteQueries.Columns} FROM {_table} d WHERE due <= $1 "
                + (except.Count > 0 ? "AND tenant NOT IN (SELECT value FROM json_each($3)) " : "")
                + "ORDER BY due LIMIT $2",
                Row,
                [now.UtcTicks, limit, .. except.Count > 0 ? new object?[] { JsonSerializer.Serialize(except) } : []]),
            cancellationToken: cancellationToken));

    public Task<IReadOnlyList<Document<T>>> DueAfterAsync(
        DateTimeOffset after, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Document<T>>>(_database.Read(
            session => session.Query(
                $"SELECT {SqliteQueries.Columns} FROM {_table} d WHERE due > $1 AND due <= $2 ORDER BY due LIMIT $3",
                Row,
                after.UtcTicks,
                now.UtcTicks,
                limit),
            cancellationToken: cancellationToken));

    public Task<long> CountDueAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        Task.FromResult((long)_database.Read(
            session => session.Scalar($"SELECT count(*) FROM {_table} WHERE due <= $1", now.UtcTicks),
            cancellationToken: cancellationToken)!);

    public Task<string> ExplainAsync(DocumentQuery query, CancellationToken cancellationToken)
    {
        var plan = _database.Read(
            session =>
            {
                var arguments = new List<object?>();
                var sql = "EXPLAIN QUERY PLAN " + _queries.Select(query, session, arguments);
                return session.Query(sql, row => row.GetString(3), [.. arguments]);
            },
            cancellationToken: cancellationToken);
        return Task.FromResult(string.Join('\n', plan));
    }

    private static Document<T> Row(SqliteDataReader row) => new()
    {
        Tenant = TenantId.Parse(row.GetString(0), null),
        Id = row.GetString(1),
        Revision = row.GetInt64(2),
        Tombstone = row.GetInt64(3) == 0,
        DueAt = row.IsDBNull(4) ? null : new DateTimeOffset(row.GetInt64(4), TimeSpan.Zero),
        Body = JsonSerializer.Deserialize<T>(Body(row), DocumentJson.Options)!,
    };

    /// <summary>The bytes of a row's body in SQLite's own memory, valid until the reader moves on.</summary>
    private static ReadOnlySpan<byte> Body(SqliteDataReader row) => raw.sqlite3_column_blob(row.Handle, 5);

    private WriteResult<T> Counted(WriteResult<T> result)
    {
        if (result.Outcome == WriteOutcome.Done)
            StoreTelemetry.CountWrite(Definition);
        return result;
    }

    private bool CreateTables(SqliteSession session)
    {
        foreach (var statement in SqliteTables.Create(_table))
            session.Execute(statement);
        return true;
    }
}
