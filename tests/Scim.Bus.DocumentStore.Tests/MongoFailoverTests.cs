using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using MongoDB.Bson;
using MongoDB.Driver;
using Scim.Bus.DocumentStore.Mongo;
using Scim.Bus.Testing;

namespace Scim.Bus.DocumentStore.Tests;

/// <summary>
/// A primary that steps down in the middle of a write. Whether the write was carried out or not, the caller learns that it does not know,
/// and whoever repeats the work finds what is stored: nothing is lost, and nothing is written twice.
/// </summary>
[Trait("Needs", "Processes")]
public sealed class MongoFailoverTests(MongoFixture fixture) : IClassFixture<MongoFixture>
{
    /// <summary>MongoDB's error code PrimarySteppedDown.</summary>
    private const int PrimarySteppedDown = 189;

    private static readonly Scim.Bus.Contracts.TenantId Acme = Scim.Bus.Contracts.TenantId.Parse("acme", null);

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_insert_is_unavailable_and_can_be_repeated(bool isCarriedOut)
    {
        await using var database = await StartAsync();
        var ann = Named("ann");
        await database.FailAsync("insert", isCarriedOut);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => database.People.InsertAsync(ann, default));

        Assert.Equal(isCarriedOut, await database.People.GetAsync(Acme, ann.Id, default) is not null);
        var repeated = await database.People.InsertAsync(ann, default);
        Assert.Equal(isCarriedOut ? UniqueKey.Id : null, repeated.Duplicate?.Name);
        Assert.Equal(1, (await database.People.GetAsync(Acme, ann.Id, default))!.Revision);
        Assert.Equal(1, await database.People.CountAsync(Acme, null, default));
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_replacement_is_unavailable_and_happens_once(bool isCarriedOut)
    {
        await using var database = await StartAsync();
        var ann = (await database.People.InsertAsync(Named("ann"), default)).Document!;
        await database.FailAsync("update", isCarriedOut);
        var renamed = ann with { Body = ann.Body with { Note = "renamed" } };
        await Assert.ThrowsAsync<StoreUnavailableException>(() => database.People.ReplaceAsync(renamed, default));

        var repeated = await database.People.ReplaceAsync(renamed, default);
        Assert.Equal(isCarriedOut ? WriteOutcome.ConcurrencyConflict : WriteOutcome.Done, repeated.Outcome);
        var stored = await database.People.GetAsync(Acme, ann.Id, default);
        Assert.Equal(("renamed", ann.Revision + 1), (stored!.Body.Note, stored.Revision));
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Several_documents_at_once_are_unavailable_and_can_be_repeated(bool isCarriedOut)
    {
        await using var database = await StartAsync();
        await database.FailAsync("insert", isCarriedOut);
        Document<Person>[] people = [Named("ann"), Named("ben")];
        await Assert.ThrowsAsync<StoreUnavailableException>(() => database.People.InsertMissingAsync(people, default));

        await database.People.InsertMissingAsync(people, default);
        Assert.Equal(2, await database.People.CountAsync(Acme, null, default));
    }

    private static Document<Person> Named(string id) => new() { Tenant = Acme, Id = id, Body = Person.Named(id) };

    private async Task<FailingDatabase> StartAsync()
    {
        var server = await fixture.GetAsync();
        Skip.IfNot(server.CanBeKilled, $"{server.Kind} is not ours to have fail.");
        var database = new FailingDatabase(server);
        // Prepares the collection, before anything fails.
        await database.People.CountAsync(Acme, null, default);
        return database;
    }

    /// <summary>A store whose next command fails. The fail point is MongoDB's own, which the stand-in has too.</summary>
    private sealed class FailingDatabase : IAsyncDisposable
    {
        private readonly MongoDocumentStore _store;
        private readonly MongoClient _client;
        private readonly string _prefix;

        public FailingDatabase(MongoServer server)
        {
            _prefix = server.NewDatabasePrefix();
            _client = new MongoClient(server.ConnectionString);
            _store = new MongoDocumentStore(
                Options.Create(new DocumentStoreOptions { DatabasePrefix = _prefix }),
                new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:MongoDb", server.ConnectionString)]).Build());
            People = _store.Open(Person.Definition);
        }

        public IDocumentCollection<Person> People { get; }

        public Task FailAsync(string command, bool isCarriedOut)
        {
            var data = new BsonDocument
            {
                { "failCommands", new BsonArray { command } },
                { "namespace", $"{_prefix}_{Person.Definition.Service}.{Person.Definition.Name}" },
            };
            if (isCarriedOut)
                data["writeConcernError"] = new BsonDocument { { "code", PrimarySteppedDown }, { "errmsg", "stepped down" } };
            else
                data["errorCode"] = PrimarySteppedDown;
            return _client.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument
            {
                { "configureFailPoint", "failCommand" }, { "mode", new BsonDocument("times", 1) }, { "data", data },
            });
        }

        public ValueTask DisposeAsync()
        {
            _client.Dispose();
            return _store.DisposeAsync();
        }
    }
}
