using System.Collections.Concurrent;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Scim.Bus.Testing;

/// <summary>
/// A document server that speaks MongoDB's protocol: somebody else's (environment variable
/// <c>ConnectionStrings__MongoDb</c>), else MongoDB in a container, else the stand-in in tests/stand-ins/mongo.
/// </summary>
/// <remarks>The stand-in is not MongoDB: a test that passes on it says what the code does, not what MongoDB does.</remarks>
public sealed class MongoServer : IAsyncDisposable
{
    private readonly DocumentServer _server;
    private readonly ConcurrentBag<string> _prefixes = [];

    private MongoServer(DocumentServer server) => _server = server;

    /// <summary>What this is, for a test's output; says so if it is not MongoDB itself.</summary>
    public string Kind => _server.Kind;

    /// <summary>Whether it is ours to kill. Skip the test if it must be and is not.</summary>
    public bool CanBeKilled => _server.CanBeKilled;

    /// <summary>The connection string, without a database. The same after a restart.</summary>
    public string ConnectionString => _server.ConnectionString;

    /// <summary>Starts a server, or finds one, and waits until it answers.</summary>
    /// <exception cref="Xunit.SkipException">
    /// None can be had here; says why. See <see cref="RabbitMqNode.StartAsync"/> about who may throw it.
    /// </exception>
    public static async Task<MongoServer> StartAsync()
    {
        var found = await FirstAvailable.StartAsync<DocumentServer>(
            "MongoDB", ForeignMongo.FindAsync, ContainerMongo.StartAsync, StandInMongo.StartAsync);
        var server = new MongoServer(found);
        try
        {
            await server.WaitUntilAnsweringAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A name that nobody has used, for a database or as the beginning of several databases' names.</summary>
    public string NewDatabasePrefix()
    {
        var prefix = $"test-{Guid.NewGuid():N}"[..17];
        _prefixes.Add(prefix);
        return prefix;
    }

    /// <summary>Kills the server without warning. What it had written durably stays.</summary>
    /// <exception cref="InvalidOperationException">It is not ours: see <see cref="CanBeKilled"/>.</exception>
    public Task KillAsync() => _server.KillAsync();

    /// <summary>Starts the killed server again, on the same port and data, and waits until it answers.</summary>
    /// <exception cref="InvalidOperationException">It is not ours: see <see cref="CanBeKilled"/>.</exception>
    public async Task RestartAsync()
    {
        await _server.RestartAsync();
        await WaitUntilAnsweringAsync();
    }

    /// <summary>Stops the server where it is: it keeps its connections and answers nothing until <see cref="ThawAsync"/>.</summary>
    /// <exception cref="InvalidOperationException">It is not ours: see <see cref="CanBeKilled"/>.</exception>
    public Task FreezeAsync() => _server.FreezeAsync();

    /// <summary>Lets a frozen server go on.</summary>
    public Task ThawAsync() => _server.ThawAsync();

    public async ValueTask DisposeAsync()
    {
        // A server of our own is deleted as a whole; on a shared one, what the tests created must be deleted.
        if (!_server.CanBeKilled) await DropDatabasesAsync();
        await _server.DisposeAsync();
    }

    private async Task WaitUntilAnsweringAsync()
    {
        using var client = new MongoClient(ConnectionString);
        await Eventually.Be(
            () => client.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1)),
            because: $"{Kind} should answer");
    }

    private async Task DropDatabasesAsync()
    {
        if (_prefixes.IsEmpty) return;
        using var client = new MongoClient(ConnectionString);
        using var names = await client.ListDatabaseNamesAsync();
        foreach (var name in await names.ToListAsync())
        {
            if (_prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))) await client.DropDatabaseAsync(name);
        }
    }
}
