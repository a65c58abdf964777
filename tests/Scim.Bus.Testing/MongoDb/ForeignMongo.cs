using MongoDB.Driver;

namespace Scim.Bus.Testing;

/// <summary>A server that somebody else runs.</summary>
internal sealed class ForeignMongo : DocumentServer
{
    private const string Variable = "ConnectionStrings__MongoDb";

    private ForeignMongo(string connectionString) => ConnectionString = connectionString;

    public override string Kind => $"MongoDB at {new MongoUrl(ConnectionString).Server} ({Variable})";

    public override bool CanBeKilled => false;

    public override string ConnectionString { get; }

    public static Task<DocumentServer> FindAsync() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } connectionString
            ? Task.FromResult<DocumentServer>(new ForeignMongo(connectionString))
            : throw new UnavailableException($"{Variable} is not set.");

    public override Task KillAsync() => throw NotOurs();

    public override Task RestartAsync() => throw NotOurs();

    public override Task FreezeAsync() => throw NotOurs();

    public override Task ThawAsync() => throw NotOurs();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static InvalidOperationException NotOurs() => new("The server belongs to somebody else: look at CanBeKilled first.");
}
