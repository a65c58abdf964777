using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Sqlite;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests;

/// <summary>One tenant's backlog does not hold up another's messages: neither in the outboxes nor in a queue.</summary>
[Collection(RealParts.Name)]
public sealed class TenantFairnessTests(RabbitMqFixture rabbit)
{
    private const string Queue = "provisioning-user";
    private const int QueueLimit = 50;
    private const int RelayWorkers = 32;
    private const int Prefetch = 10;

    private static readonly TenantId Other = TenantId.Parse("other", null);

    [Fact]
    [Trait("Needs", "Processes")]
    public async Task Only_so_many_of_a_floods_messages_are_in_a_queue_ahead_of_anothers()
    {
        const int flood = 1_500;
        var virtualHost = await (await rabbit.GetAsync()).CreateVirtualHostAsync();
        using var folder = new TempFolder("fairness");
        await using var host = await RelayHost.StartAsync(virtualHost, new Dictionary<string, string?>
        {
            ["Store:Engine"] = "Sqlite",
            ["Store:Path"] = folder.Path,
            ["Bus:QueueLimit"] = QueueLimit.ToString(CultureInfo.InvariantCulture),
        });
        // The first message declares the queue.
        await host.Outbox.InsertAsync(New("first"), default);
        await using (var raw = await RawBroker.ConnectAsync(virtualHost))
            await Eventually.Be(async () => Assert.Equal(1u, await raw.CountAsync(Queue)));
        await using var reader = await SlowReader.StartAsync(virtualHost, Queue, Prefetch);
        await Eventually.Be(() => Assert.Single(reader.Read));
        await Parallel.ForEachAsync(Enumerable.Range(0, flood), async (i, token) => await host.Outbox.InsertAsync(New($"flood{i}"), token));
        Assert.InRange<long>(await reader.CountReadyAsync(), 0, QueueLimit + RelayWorkers);
        Assert.InRange(reader.Read.Count, 0, flood - 300);

        await host.Outbox.InsertAsync(New("other", Other), default);
        // What was read while the other tenant's message was stored was not ahead of it.
        var before = reader.Read.Count;
        reader.EndPauses();
        await Eventually.Be(() => Assert.Contains(MessageIds.Create("other/0").ToString(), reader.Read));
        var ahead = reader.Read.TakeWhile(id => id != MessageIds.Create("other/0").ToString()).Count() - before;
        // A full queue, with what the workers were just handing to it and the reader held, then what they hold, and a look's room left.
        Assert.InRange(ahead, int.MinValue, (2 * QueueLimit) + RelayWorkers + Prefetch);

        await Eventually.Be(() => Assert.Equal(flood + 2, reader.Read.Distinct(StringComparer.Ordinal).Count()));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_sweep_comes_to_every_tenant_however_much_one_of_them_left_behind()
    {
        using var folder = new TempFolder("fairness");
        var publisher = new GatedPublisher();
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IDocumentStore>(
            _ => new SqliteDocumentStore(Options.Create(new DocumentStoreOptions { Path = folder.Path })));
        builder.Services.AddSingleton<IMessagePublisher>(publisher);
        builder.Services.AddOutbox(Letter.Collection);
        using var host = builder.Build();
        var letters = host.Services.GetRequiredService<IDocumentCollection<Letter>>();
        var longAgo = DateTimeOffset.UtcNow - TimeSpan.FromHours(1);
        await letters.InsertMissingAsync(
            [.. Enumerable.Range(0, 3_000).Select(i => Letter.LeftBehind($"flood{i}", messages: 1, longAgo))], default);
        await letters.InsertAsync(Letter.LeftBehind("other", messages: 1, longAgo + TimeSpan.FromMinutes(1), Other), default);

        await host.StartAsync();
        await Eventually.Be(async () => Assert.Equal(1, (await letters.GetAsync(Other, "other", default))!.Revision - 1));
        publisher.Open();
        var id = MessageIds.Create("other/0");
        await Eventually.Be(() => Assert.Contains(id, publisher.Confirmed));
        // Each worker holds a message already, and the other tenant's is the second to be taken at the latest.
        Assert.InRange(publisher.Confirmed.TakeWhile(confirmed => confirmed != id).Count(), 0, (2 * RelayWorkers) + 1);
        await host.StopAsync();
    }

    private static Document<Letter> New(string id, TenantId? tenant = null) =>
        Letter.LeftBehind(id, messages: 1, DateTimeOffset.UtcNow, tenant);
}
