using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using MongoDB.Driver;

namespace Scim.Bus.DocumentStore.Mongo;

/// <summary>Document store in MongoDB: a database for each service.</summary>
public sealed class MongoDocumentStore(IOptions<DocumentStoreOptions> options, IConfiguration configuration) : IDocumentStore
{
    private const int Connections = 100;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SocketTimeout = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _connections = new(Connections);
    private readonly ConcurrentDictionary<string, MongoSchema> _schemas = new(StringComparer.Ordinal);
    private readonly Lazy<MongoClient> _client = new(() => Connect(configuration.GetConnectionString("MongoDb")));

    /// <inheritdoc />
    public IDocumentCollection<T> Open<T>(CollectionDefinition<T> definition)
        where T : class =>
        new MongoCollection<T>(Schema(definition.Service), _connections, definition, options.Value.QueryTimeout);

    /// <inheritdoc />
    public async Task VerifySchemaAsync(string service, CancellationToken cancellationToken)
    {
        try
        {
            await Schema(service).VerifyAsync(cancellationToken);
        }
        catch (Exception e) when (e is MongoException or TimeoutException)
        {
            throw Unavailable(e);
        }
    }

    /// <inheritdoc />
    public async Task PingAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var schema in _schemas.Values)
                await schema.PingAsync(cancellationToken);
        }
        catch (Exception e) when (e is MongoException or TimeoutException)
        {
            throw Unavailable(e);
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

    private static StoreUnavailableException Unavailable(Exception e) => new($"MongoDB failed: {e.Message}", e);

    private MongoSchema Schema(string service) => _schemas.GetOrAdd(
        service, name => new MongoSchema(_client.Value.GetDatabase($"{options.Value.DatabasePrefix}_{name}")));

    private static MongoClient Connect(string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
            throw new InvalidOperationException("Store__Engine is MongoDb, which needs ConnectionStrings__MongoDb.");
        var settings = Parse(connectionString);
        settings.ServerSelectionTimeout = ConnectTimeout;
        settings.ConnectTimeout = ConnectTimeout;
        settings.SocketTimeout = SocketTimeout;
        settings.MaxConnectionPoolSize = Connections;
        // An acknowledged push must survive a failover.
        settings.WriteConcern = WriteConcern.WMajority.With(journal: true);
        return new MongoClient(settings);
    }

    private static MongoClientSettings Parse(string connectionString)
    {
        try
        {
            return MongoClientSettings.FromConnectionString(connectionString);
        }
        catch (MongoConfigurationException)
        {
            // Neither the setting nor the driver's message, which quotes it: they contain the password.
#pragma warning disable MA0054
            throw new InvalidOperationException(
                "ConnectionStrings__MongoDb is not a connection string such as mongodb://user:password@host.");
#pragma warning restore MA0054
        }
    }
}
