using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using MongoDB.Bson;
using MongoDB.Driver;
using Scim.Bus.DocumentStore.Mongo;
using Scim.Bus.DocumentStore.Sqlite;

namespace Scim.Bus.DocumentStore;

/// <summary>Opens collections in the configured engine.</summary>
public sealed class DocumentStores(IOptions<DocumentStoreOptions> options, IConfiguration configuration) : IAsyncDisposable
{
    private const int MongoConnections = 100;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SocketTimeout = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, Lazy<SqliteDatabase>> _files = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _mongoConnections = new(MongoConnections);
    private readonly Lazy<MongoClient> _mongo = new(() => Connect(configuration.GetConnectionString("MongoDb")));

    /// <summary>Opens a collection.</summary>
    /// <exception cref="InvalidOperationException">The engine is MongoDB and there is no connection string for it.</exception>
    public IDocumentCollection<T> Open<T>(CollectionDefinition<T> definition)
        where T : class => options.Value.Engine switch
        {
            StoreEngine.Sqlite => new SqliteCollection<T>(File(definition.Service), definition),
            _ => new MongoCollection<T>(
                _mongo.Value.GetDatabase($"{options.Value.DatabasePrefix}_{definition.Service}"), _mongoConnections, definition),
        };

    /// <summary>Asks the engine for a sign of life.</summary>
    /// <exception cref="StoreUnavailableException">It gives none.</exception>
    public async Task PingAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Engine == StoreEngine.Sqlite)
        {
            foreach (var file in _files.Values)
                file.Value.Read(session => session.Scalar("SELECT 1"));
            return;
        }

        try
        {
            await _mongo.Value.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1), cancellationToken: cancellationToken);
        }
        catch (Exception e) when (e is MongoException or TimeoutException)
        {
            throw new StoreUnavailableException($"MongoDB failed: {e.Message}", e);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var file in _files.Values)
            await file.Value.DisposeAsync();
        if (_mongo.IsValueCreated)
            _mongo.Value.Dispose();
        _mongoConnections.Dispose();
    }

    private SqliteDatabase File(string service) => _files.GetOrAdd(
        service,
        name => new Lazy<SqliteDatabase>(() => new SqliteDatabase(Path.Combine(options.Value.Path, $"{name}.db")))).Value;

    private static MongoClient Connect(string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
            throw new InvalidOperationException("Store__Engine is MongoDb, which needs ConnectionStrings__MongoDb.");
        var settings = MongoClientSettings.FromConnectionString(connectionString);
        settings.ServerSelectionTimeout = ConnectTimeout;
        settings.ConnectTimeout = ConnectTimeout;
        settings.SocketTimeout = SocketTimeout;
        settings.MaxConnectionPoolSize = MongoConnections;
        // What a SCIM client was told must survive a failover.
        settings.WriteConcern = WriteConcern.WMajority.With(journal: true);
        return new MongoClient(settings);
    }
}
