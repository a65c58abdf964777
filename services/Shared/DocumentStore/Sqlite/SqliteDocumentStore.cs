using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Scim.Bus.DocumentStore.Sqlite;

/// <summary>Document store in SQLite: a file for each service.</summary>
/// <param name="options">The folder, and the time that a query may take.</param>
/// <param name="time">Measures that time; the system's by default.</param>
public sealed class SqliteDocumentStore(IOptions<DocumentStoreOptions> options, TimeProvider? time = null) : IDocumentStore
{
    private readonly ConcurrentDictionary<string, Lazy<SqliteDatabase>> _files = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public IDocumentCollection<T> Open<T>(CollectionDefinition<T> definition)
        where T : class => new SqliteCollection<T>(File(definition.Service), definition, options.Value.QueryTimeout);

    /// <inheritdoc />
    public Task VerifySchemaAsync(string service, CancellationToken cancellationToken)
    {
        File(service).VerifySchema();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task PingAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_files.Values.Select(file => file.Value.WriteAsync(SqliteSchema.WriteAgain, cancellationToken)));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // One that could not be opened has nothing to close.
        foreach (var file in _files.Values.Where(file => file.IsValueCreated))
            await file.Value.DisposeAsync();
    }

    private SqliteDatabase File(string service) => _files.GetOrAdd(
        service,
        name => new Lazy<SqliteDatabase>(
            () => new SqliteDatabase(Path.Combine(options.Value.Path, $"{name}.db"), time ?? TimeProvider.System))).Value;
}
