using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Scim.Bus.DocumentStore.Mongo;

/// <summary>Opens collections in MongoDB: a database for each service.</summary>
public sealed class MongoDocumentStore(IOptions<DocumentStoreOptions> options, IConfiguration configuration) : IDocumentStore
{
    private const int Connections = 100;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SocketTimeout = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _connections = new(Connections);
    private readonly Lazy<MongoClient> _client = new(() => Connect(configuration.GetConnectionString("MongoDb")));

    /// <inheritdoc />
    public IDocumentCollection<T> Open<T>(CollectionDefinition<T> definition)
        where T : class =>
        new MongoCollection<T>(_client.Value.GetDatabase($"{options.Value.DatabasePrefix}_{definition.Service}"), _connections, definition);

    /// <inheritdoc />
    public async Task PingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _client.Value.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1), cancellationToken: cancellationToken);
        }
        catch (Exception e) when (e is MongoException or TimeoutException)
        {
            throw new StoreUnavailableException($"MongoDB failed: {e.Message}", e);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        if (_client.IsValueCreated)
            _client.Value.Dispose();
        _connections.Dispose();
        return ValueTask.CompletedTask;
    }

    private static MongoClient Connect(string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
            throw new InvalidOperationException("Store__Engine is MongoDb, which needs ConnectionStrings__MongoDb.");
        var settings = MongoClientSettings.FromConnectionString(connectionString);
        settings.ServerSelectionTimeout = ConnectTimeout;
        settings.ConnectTimeout = ConnectTimeout;
        settings.SocketTimeout = SocketTimeout;
        settings.MaxConnectionPoolSize = Connections;
        // What a SCIM client was told must survive a failover.
        settings.WriteConcern = WriteConcern.WMajority.With(journal: true);
        return new MongoClient(settings);
    }
}
