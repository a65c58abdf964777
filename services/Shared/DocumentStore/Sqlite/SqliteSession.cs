using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Scim.Bus.DocumentStore.Sqlite;

/// <summary>A connection with its prepared statements. Not thread-safe.</summary>
internal sealed class SqliteSession : IDisposable
{
    private const int MaxStatements = 256;

    /// <summary>Instructions of SQLite's virtual machine, a few microseconds' worth.</summary>
    private const int InstructionsBetweenChecks = 1_000;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _statements = [];
    private Func<bool>? _shouldStop;

    public SqliteSession(string connectionString)
    {
        _connection = new SqliteConnection(connectionString);
        _connection.Open();
        raw.sqlite3_progress_handler(_connection.Handle, InstructionsBetweenChecks, _ => _shouldStop?.Invoke() == true ? 1 : 0, null);
        // FULL: a commit is on disk when it returns, in write-ahead mode too, so an acknowledged push survives a power cut.
        Execute("PRAGMA journal_mode=WAL");
        Execute("PRAGMA synchronous=FULL");
        Execute("PRAGMA busy_timeout=5000");
        Execute("PRAGMA cache_size=-16000");
        Execute("PRAGMA temp_store=MEMORY");
    }

    /// <summary>
    /// Sets what interrupts a running statement (<see cref="SqliteException.SqliteErrorCode"/> is then <c>SQLITE_INTERRUPT</c>); null for
    /// nothing.
    /// </summary>
    public void StopWhen(Func<bool>? shouldStop) => _shouldStop = shouldStop;

    /// <summary>Runs a statement with the parameters <c>$1</c>, <c>$2</c> and so on.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> arguments) => Prepare(sql, arguments).ExecuteNonQuery();

    /// <summary>Runs a query and reads all rows.</summary>
    public List<TRow> Query<TRow>(string sql, Func<SqliteDataReader, TRow> row, params ReadOnlySpan<object?> arguments)
    {
        var rows = new List<TRow>();
        using var reader = Prepare(sql, arguments).ExecuteReader();
        while (reader.Read())
        {
            // Reading a row takes longer than finding it, and SQLite's own checks are within one step.
            if (_shouldStop?.Invoke() == true)
                throw new SqliteException("interrupted", raw.SQLITE_INTERRUPT);
            rows.Add(row(reader));
        }

        return rows;
    }

    /// <summary>Runs a query and returns the first column of its first row; null without rows.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> arguments) => Prepare(sql, arguments).ExecuteScalar();

    public void Dispose()
    {
        Clear();
        _connection.Dispose();
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<object?> arguments)
    {
        if (!_statements.TryGetValue(sql, out var command))
        {
            // Filters come in any number of shapes. Those still in use are prepared again when needed.
            if (_statements.Count >= MaxStatements)
                Clear();
            command = _connection.CreateCommand();
#pragma warning disable CA2100 // The SQL consists of constants and names from collection definitions; values are parameters.
            command.CommandText = sql;
#pragma warning restore CA2100
            for (var i = 1; i <= arguments.Length; i++)
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
            _statements.Add(sql, command);
        }

        for (var i = 0; i < arguments.Length; i++)
            command.Parameters[i].Value = arguments[i] ?? DBNull.Value;
        return command;
    }

    private void Clear()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _statements.Clear();
    }
}
