using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using MongoDB.Bson;
using MongoDB.Driver;
using Scim.Bus.DocumentStore.Mongo;
using Scim.Bus.Testing;
using Xunit.Abstractions;

namespace Scim.Bus.DocumentStore.Tests;

[Trait("Needs", "Processes")]
public sealed class MongoCollectionTests(MongoFixture fixture, ITestOutputHelper output)
    : DocumentCollectionCompliance, IClassFixture<MongoFixture>, IAsyncLifetime
{
    private MongoDocumentStore? _store;
    private MongoServer? _server;
    private string _prefix = "";

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_store is not null)
            await _store.DisposeAsync();
    }

    [SkippableFact]
    public async Task A_server_that_can_not_be_reached_is_reported_as_unavailable()
    {
        var store = Store("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=300", "away");
        await using (store)
        {
            var collection = store.Open(Person.Definition);
            await Assert.ThrowsAsync<StoreUnavailableException>(() => collection.GetAsync(Acme, "a", default));
        }
    }

    protected override async Task<IDocumentCollection<Person>> OpenAsync()
    {
        await PrepareAsync();
        _store = Store(_server!.ConnectionString, _prefix);
        return _store.Open(Person.Definition);
    }

    protected override async Task PrepareAsync()
    {
        _server = await fixture.GetAsync();
        output.WriteLine(_server.Kind);
        _prefix = _server.NewDatabasePrefix();
    }

    protected override Task<IDocumentStore> ReopenAsync() => Task.FromResult<IDocumentStore>(Store(_server!.ConnectionString, _prefix));

    protected override async Task SetStampAsync(int? stamp)
    {
        using var client = new MongoClient(_server!.ConnectionString);
        var stamps = client.GetDatabase($"{_prefix}_{Person.Definition.Service}").GetCollection<BsonDocument>("schema");
        var deleted = await stamps.DeleteOneAsync(new BsonDocument("_id", "scim-bus"));
        Assert.Equal(1, deleted.DeletedCount);
        if (stamp is { } number)
            await stamps.InsertOneAsync(new BsonDocument { { "_id", "scim-bus" }, { "schema", number } });
    }

    protected override void AssertUsesIndex(string filter, string plan)
    {
        Assert.Contains("IXSCAN", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("COLLSCAN", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("\"indexName\" : \"document.tenant\"", plan, StringComparison.Ordinal);
    }

    protected override void AssertSeeks(bool hasPosition, string plan)
    {
        Assert.Contains("\"indexName\" : \"search.", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("\"stage\" : \"SORT\"", plan, StringComparison.Ordinal);
    }

    private static MongoDocumentStore Store(string connectionString, string prefix) => new(
        Options.Create(new DocumentStoreOptions { DatabasePrefix = prefix }),
        new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:MongoDb", connectionString)]).Build());
}
