using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Scim.Bus.DocumentStore.Mongo;
using Scim.Bus.Testing;
using Xunit.Abstractions;

namespace Scim.Bus.DocumentStore.Tests;

[Trait("Needs", "Processes")]
public sealed class MongoCollectionTests(MongoFixture fixture, ITestOutputHelper output)
    : DocumentCollectionCompliance, IClassFixture<MongoFixture>, IAsyncLifetime
{
    private MongoDocumentStore? _store;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_store is not null)
            await _store.DisposeAsync();
    }

    [SkippableFact]
    public async Task A_server_that_is_away_is_unavailable_and_nothing_else()
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
        var server = await fixture.GetAsync();
        output.WriteLine(server.Kind);
        _store = Store(server.ConnectionString, server.NewDatabasePrefix());
        return _store.Open(Person.Definition);
    }

    protected override void AssertUsesIndex(string filter, string plan)
    {
        Assert.Contains("IXSCAN", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("COLLSCAN", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("\"indexName\" : \"document.tenant\"", plan, StringComparison.Ordinal);
    }

    private static MongoDocumentStore Store(string connectionString, string prefix) => new(
        Options.Create(new DocumentStoreOptions { DatabasePrefix = prefix }),
        new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:MongoDb", connectionString)]).Build());
}
