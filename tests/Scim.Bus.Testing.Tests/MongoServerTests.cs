using MongoDB.Bson;
using MongoDB.Driver;
using Xunit;
using Xunit.Abstractions;

namespace Scim.Bus.Testing.Tests;

[Trait("Needs", "Processes")]
public sealed class MongoServerTests(MongoFixture mongo, ITestOutputHelper output) : IClassFixture<MongoFixture>
{
    [SkippableFact]
    public async Task A_document_written_durably_survives_a_kill_and_a_restart()
    {
        var server = await mongo.GetAsync();
        output.WriteLine(server.Kind);
        Skip.IfNot(server.CanBeKilled, $"{server.Kind} is not ours to kill.");
        var database = server.NewDatabasePrefix();
        await Users(server, database).InsertOneAsync(new BsonDocument { ["_id"] = 1, ["name"] = "Ada" });

        await server.KillAsync();
        await server.RestartAsync();

        var found = await Users(server, database).Find(new BsonDocument("_id", 1)).SingleAsync();
        Assert.Equal("Ada", found["name"].AsString);
    }

    [SkippableFact]
    public async Task Databases_of_two_tests_are_separate()
    {
        var server = await mongo.GetAsync();
        var (first, second) = (server.NewDatabasePrefix(), server.NewDatabasePrefix());

        await Users(server, first).InsertOneAsync(new BsonDocument("_id", 1));

        Assert.NotEqual(first, second);
        Assert.Equal(0, await Users(server, second).CountDocumentsAsync(FilterDefinition<BsonDocument>.Empty));
    }

    private static IMongoCollection<BsonDocument> Users(MongoServer server, string database) =>
        new MongoClient(server.ConnectionString).GetDatabase(database)
            .WithWriteConcern(WriteConcern.WMajority.With(journal: true))
            .GetCollection<BsonDocument>("users");
}
