using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Scim.Bus.DocumentStore.Sqlite;

/// <summary>
/// One file. SQLite takes one writer at a time, so writes queue for one thread that commits as many as are waiting together:
/// under load the price of a flush to the disk is shared. Readers run beside it (write-ahead mode).
/// </summary>
internal sealed class SqliteDatabase : IAsyncDisposable
{
    private const int MaxBatch = 256;

    private readonly string _connectionString;
    private readonly ConcurrentBag<SqliteSession> _readers = [];
    private readonly Channel<IWrite> _writes = Channel.CreateBounded<IWrite>(4_096);
    private readonly Task _writer;

    public SqliteDatabase(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        _connectionString = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 5 }.ConnectionString;
        _writer = Task.Factory.StartNew(WriteLoop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
    }

    /// <summary>
    /// Runs a write; it is durable when the task ends. The work may run twice, so it must do nothing but write to the session.
    /// </summary>
    public async Task<TResult> WriteAsync<TResult>(Func<SqliteSession, TResult> work, CancellationToken cancellationToken)
    {
        var write = new Write<TResult>(work);
        await _writes.Writer.WriteAsync(write, cancellationToken);
        return await write.Result;
    }

    /// <summary>Runs a read on the calling thread: SQLite has no asynchronous reads, and those that an index serves take microseconds.</summary>
    public TResult Read<TResult>(Func<SqliteSession, TResult> work)
    {
        SqliteSession? session = null;
        try
        {
            session = _readers.TryTake(out var idle) ? idle : new SqliteSession(_connectionString);
            var result = work(session);
            _readers.Add(session);
            return result;
        }
        catch (SqliteException e)
        {
            session?.Dispose();
            throw Unavailable(e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _writes.Writer.TryComplete();
        await _writer;
        foreach (var reader in _readers)
            reader.Dispose();
    }

    private static StoreUnavailableException Unavailable(SqliteException e) => new($"SQLite failed: {e.Message}", e);

    private async Task WriteLoop()
    {
        SqliteSession? session = null;
        var batch = new List<IWrite>(MaxBatch);
        while (await _writes.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < MaxBatch && _writes.Reader.TryRead(out var write))
                batch.Add(write);
            try
            {
                session ??= new SqliteSession(_connectionString);
            }
            catch (SqliteException e)
            {
                batch.ForEach(write => write.Fail(Unavailable(e)));
                continue;
            }

            // One that fails takes the others with it; then each is tried by itself, so that only the one at fault fails.
            if (!TryCommit(session, batch, out _))
            {
                foreach (var write in batch)
                {
                    if (!TryCommit(session, [write], out var failure))
                        write.Fail(failure);
                }
            }

            batch.ForEach(write => write.Complete());
        }

        session?.Dispose();
    }

    private static bool TryCommit(SqliteSession session, List<IWrite> batch, out Exception failure)
    {
        failure = null!;
        try
        {
            session.Execute("BEGIN IMMEDIATE");
            try
            {
                foreach (var write in batch)
                    write.Run(session);
                session.Execute("COMMIT");
                return true;
            }
            catch
            {
                session.Execute("ROLLBACK");
                throw;
            }
        }
        catch (SqliteException e)
        {
            failure = Unavailable(e);
        }
#pragma warning disable CA1031 // Whatever the caller's work throws belongs to the caller, and must not end the only writer.
        catch (Exception e)
        {
            failure = e;
        }
#pragma warning restore CA1031

        return false;
    }

    private interface IWrite
    {
        void Run(SqliteSession session);

        void Complete();

        void Fail(Exception failure);
    }

    private sealed class Write<TResult>(Func<SqliteSession, TResult> work) : IWrite
    {
        private readonly TaskCompletionSource<TResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private TResult _value = default!;

        public Task<TResult> Result => _done.Task;

        public void Run(SqliteSession session) => _value = work(session);

        public void Complete() => _done.TrySetResult(_value);

        public void Fail(Exception failure) => _done.TrySetException(failure);
    }
}
