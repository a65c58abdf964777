using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Tests.Parts;

namespace Scim.Bus.Messaging.Tests;

/// <summary>
/// I2 with several processes on one store: everything is published, with the same ids by whichever process, and nothing stays pending.
/// </summary>
[Trait("Needs", "Processes")]
[Collection(RealParts.Name)]
public sealed class RelayTests(RabbitMqFixture rabbit, MongoFixture mongo)
{
    private const string Queue = "provisioning-user";
    private const int Count = 300;
    private const int MessagesEach = 2;

    public static TheoryData<StoreEngine> Engines => [StoreEngine.Sqlite, StoreEngine.MongoDb];

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Two_sweepers_publish_what_a_dead_process_left(StoreEngine engine)
    {
        var virtualHost = await (await rabbit.GetAsync()).CreateVirtualHostAsync();
        using var folder = new TempFolder("relays");
        var store = await StoreAsync(engine, folder);
        await using var first = await RelayHost.StartAsync(virtualHost, store);
        await using var second = await RelayHost.StartAsync(virtualHost, store);
        var letters = Enumerable.Range(0, Count).Select(i => Letter.LeftBehind($"left-{i}", MessagesEach, DateTimeOffset.UtcNow)).ToList();
        foreach (var letter in letters)
            await first.Letters.InsertAsync(letter, default);

        await AssertAllPublishedAsync(virtualHost, second, letters);
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Messages_of_a_process_that_stops_are_published_by_another(StoreEngine engine)
    {
        var virtualHost = await (await rabbit.GetAsync()).CreateVirtualHostAsync();
        using var folder = new TempFolder("relays");
        var store = await StoreAsync(engine, folder);
        await using var survivor = await RelayHost.StartAsync(virtualHost, store);
        var letters = Enumerable.Range(0, Count).Select(i => Letter.LeftBehind($"cut-{i}", MessagesEach, DateTimeOffset.UtcNow)).ToList();
        await using (var other = await RelayHost.StartAsync(virtualHost, store))
        {
            // Through the outbox, so that the writing process publishes at once.
            await Parallel.ForEachAsync(letters, async (letter, _) => await other.Outbox.InsertAsync(letter, default));
        }

        await AssertAllPublishedAsync(virtualHost, survivor, letters);
    }

    private static async Task AssertAllPublishedAsync(string virtualHost, RelayHost host, IReadOnlyList<Document<Letter>> letters)
    {
        await Eventually.Be(
            async () =>
            {
                var stored = await host.Letters.GetManyAsync(Letter.Tenant, [.. letters.Select(letter => letter.Id)], default);
                Assert.Equal(letters.Count, stored.Count);
                Assert.Equal(0, stored.Sum(letter => letter.Body.Pending.Count));
                Assert.All(stored, letter => Assert.Null(letter.DueAt));
            });

        await using var raw = await RawBroker.ConnectAsync(virtualHost);
        var published = await raw.TakeAllAsync(Queue, quiet: TimeSpan.FromSeconds(1));
        Assert.Equal(
            letters.SelectMany(letter => letter.Body.Pending).Select(message => message.MessageId.ToString()).Order(StringComparer.Ordinal),
            published.Select(message => message.MessageId!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        // At least once, but rarely more: a document is claimed before its messages are published.
        Assert.InRange(published.Count, letters.Count * MessagesEach, letters.Count * MessagesEach * 3 / 2);
    }

    private async Task<IReadOnlyDictionary<string, string?>> StoreAsync(StoreEngine engine, TempFolder folder)
    {
        if (engine == StoreEngine.Sqlite)
            return new Dictionary<string, string?> { ["Store:Engine"] = "Sqlite", ["Store:Path"] = folder.Path };
        var server = await mongo.GetAsync();
        return new Dictionary<string, string?>
        {
            ["Store:Engine"] = "MongoDb",
            ["Store:DatabasePrefix"] = server.NewDatabasePrefix(),
            ["ConnectionStrings:MongoDb"] = server.ConnectionString,
        };
    }
}
