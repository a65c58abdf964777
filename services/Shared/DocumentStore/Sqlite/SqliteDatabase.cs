using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Scim.Bus.DocumentStore.Sqlite;

/// <summary>
/// A database file. SQLite allows one writer at a time, so one thread writes, and commits all waiting writes in one transaction: under load
/// they share one flush to disk. Reads run concurrently (write-ahead mode).
/// </summary>
internal sealed class SqliteDatabase : IAsyncDisposable
{
    private const int MaxBatch = 256;

    private readonly string _file;
    private readonly TimeProvider _time;
    private readonly string _connectionString;
    private readonly ConcurrentBag<SqliteSession> _readers = [];
    private readonly Channel<IWrite> _writes = Channel.CreateBounded<IWrite>(4_096);
    private readonly Task _writer;

    public SqliteDatabase(string file, TimeProvider time)
    {
        _time = time;
        _file = Path.GetFullPath(file);
        PrivateFolder.Create(Path.GetDirectoryName(_file)!);
        _connectionString = new SqliteConnectionStringBuilder { DataSource = _file, Pooling = false, DefaultTimeout = 5 }.ConnectionString;
        _writer = Task.Factory.StartNew(WriteLoop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
    }

    /// <summary>
    /// Runs a write. It is durable once the task completes. The work may run twice, so it must do nothing but write to the session.
    /// </summary>
    public async Task<TResult> WriteAsync<TResult>(Func<SqliteSession, TResult> work, CancellationToken cancellationToken)
    {
        var write = new Write<TResult>(work);
        await _writes.Writer.WriteAsync(write, cancellationToken);
        return await write.Result;
    }

    /// <summary>Runs a read on the calling thread: SQLite has no asynchronous reads, and an indexed one takes microseconds.</summary>
    /// <param name="work">The read.</param>
    /// <param name="limit">The time that the read may take; null for any time.</param>
    /// <param name="cancellationToken">Stops the read while it runs.</param>
    /// <exception cref="StoreTimeoutException">The read took longer.</exception>
    public TResult Read<TResult>(
        Func<SqliteSession, TResult> work, TimeSpan? limit = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SqliteSession? session = null;
        var started = _time.GetTimestamp();
        try
        {
            session = _readers.TryTake(out var idle) ? idle : new SqliteSession(_connectionString);
            if (cancellationToken.CanBeCanceled || limit is not null)
                session.StopWhen(() => cancellationToken.IsCancellationRequested || _time.GetElapsedTime(started) > limit);
            var result = work(session);
            session.StopWhen(null);
            _readers.Add(session);
            return result;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            session?.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw new StoreTimeoutException(limit ?? _time.GetElapsedTime(started), e);
        }
        catch (SqliteException e)
        {
            session?.Dispose();
            throw Unavailable(e);
        }
        catch
        {
            session?.Dispose();
            throw;
        }
    }

    /// <summary>Stamps an empty file and verifies the stamp of any other.</summary>
    /// <exception cref="StoreSchemaException">The file was written with another schema.</exception>
    public void VerifySchema() => Read(session => SqliteSchema.Verify(session, _file));

    public async ValueTask DisposeAsync()
    {
        _writes.Writer.TryComplete();
        await _writer;
        foreach (var reader in _readers)
            reader.Dispose();
    }

    private StoreUnavailableException Unavailable(SqliteException e) => new($"SQLite failed on {_file}: {e.Message}", e);

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

            // A failure rolls back the whole batch; then each write is tried alone, so that only the failing one fails.
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

    private bool TryCommit(SqliteSession session, List<IWrite> batch, out Exception failure)
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
#pragma warning disable CA1031 // The caller's exception goes to the caller and must not stop the only writer.
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
