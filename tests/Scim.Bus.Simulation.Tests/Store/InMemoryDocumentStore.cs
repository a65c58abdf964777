using System.Collections.Concurrent;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Simulation.Tests.Store;

/// <summary>A document store in memory. Several of them on the same databases are so many processes.</summary>
internal sealed class InMemoryDocumentStore(ConcurrentDictionary<string, InMemoryDatabase> databases) : IDocumentStore
{
    public IDocumentCollection<T> Open<T>(CollectionDefinition<T> definition)
        where T : class
    {
        var database = Database(definition.Service);
        database.VerifySchema();
        return database.Collection(definition);
    }

    public Task VerifySchemaAsync(string service, CancellationToken cancellationToken)
    {
        Database(service).VerifySchema();
        return Task.CompletedTask;
    }

    public Task PingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private InMemoryDatabase Database(string service) => databases.GetOrAdd(service, name => new InMemoryDatabase(name));
}
