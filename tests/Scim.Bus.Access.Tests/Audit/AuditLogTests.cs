using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Mongo;
using Scim.Bus.DocumentStore.Sqlite;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Access.Tests.Audit;

/// <summary>The log itself, on both engines: entries are stored once, listed by page and filter, and removed after the retention.</summary>
public sealed class AuditLogTests(MongoFixture mongo) : IClassFixture<MongoFixture>
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task On_SQLite()
    {
        using var folder = TempFolder.InMemory("audit");
        await VerifyAsync(new SqliteDocumentStore(Options.Create(new DocumentStoreOptions { Path = folder.Path })));
    }

    [Trait("Needs", "Processes")]
    [SkippableFact]
    public async Task On_MongoDB()
    {
        var server = await mongo.GetAsync();
        await VerifyAsync(new MongoDocumentStore(
            Options.Create(new DocumentStoreOptions { DatabasePrefix = server.NewDatabasePrefix() }),
            new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:MongoDb", server.ConnectionString)]).Build()));
    }

    private static async Task VerifyAsync(IDocumentStore store)
    {
        await using var opened = store;
        await store.VerifySchemaAsync("tested", default);
        var logs = new AuditLogs([new AuditedService("tested", _ => throw new NotSupportedException())], store);
        var log = logs["tested"];
        for (var day = 0; day < 350; day++)
        {
            var item = ItemOf(day);
            var entry = PendingMessage.CreateLocal(AuditLog.StoreName, item, item.Id, item.At);
            await log.StoreAsync(entry, default);
            // As after a crash in between.
            if (day % 50 == 0)
                await log.StoreAsync(entry, default);
        }

        Assert.Equal(350, await log.Items.CountAsync(AuditCollection.Partition, null, default));
        await AssertListedAsync(new MergedAudit([new LocalAuditSource(log)]));
        await AssertRemovedAsync(logs);
        var alien = PendingMessage.CreateLocal(AuditLog.StoreName, "a text", Guid.NewGuid(), Start);
        await Assert.ThrowsAsync<UnpublishableMessageException>(() => log.StoreAsync(alien, default));
    }

    private static async Task AssertListedAsync(MergedAudit audit)
    {
        var days = new List<int>();
        string? cursor = null;
        do
        {
            var page = await audit.ListAsync(null, new AdminListRequest(null, 100, cursor), default);
            days.AddRange(page.Items.Select(DayOf));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        Assert.Equal(Enumerable.Range(0, 350).Reverse(), days);

        Assert.Equal([349, 347, 345], await FilterAsync("tenant eq \"acme\"", 3));
        Assert.Equal([348, 346], await FilterAsync("actor.name eq \"person 0\" and outcome eq \"done\"", 2));
        Assert.Equal([12, 11, 10], await FilterAsync("at ge \"2026-01-11T00:00:00Z\" and at lt \"2026-01-14T00:00:00Z\"", 100));
        Assert.Equal([349], await FilterAsync("action sw \"act.349\"", 100));
        Assert.Equal([], await FilterAsync("action sw \"act.349\" and actor.kind eq \"machineKey\"", 100));
        var first = new AdminListRequest("at lt \"2026-01-04T00:00:00Z\"", 100, null);
        Assert.Equal([2, 0], (await audit.ListAsync(TenantId.Parse("globex", null), first, default)).Items.Select(DayOf));
        var item = (await audit.ListAsync(null, new AdminListRequest("action eq \"act.7\"", 1, null), default)).Items[0];
        Assert.Equal("""{"name":"old"}{"name":"new"}""", item.Before!.ToJsonString() + item.After!.ToJsonString());

        async Task<IEnumerable<int>> FilterAsync(string filter, int count) =>
            (await audit.ListAsync(null, new AdminListRequest(filter, count, null), default)).Items.Select(DayOf);
    }

    /// <summary>In batches, the oldest first; the first that is not too old stays.</summary>
    private static async Task AssertRemovedAsync(AuditLogs logs)
    {
        var clock = new FixedClock { Now = Start.AddDays(230) };
        var retention = new AuditRetention(
            logs, Options.Create(new AuditOptions { Retention = TimeSpan.FromDays(30) }), clock, NullLogger<AuditRetention>.Instance);
        var log = logs["tested"];
        Assert.True(await retention.RemoveBatchAsync(log, default));
        Assert.Equal(250, await log.Items.CountAsync(AuditCollection.Partition, null, default));
        Assert.True(await retention.RemoveBatchAsync(log, default));
        Assert.False(await retention.RemoveBatchAsync(log, default));
        Assert.Equal(150, await log.Items.CountAsync(AuditCollection.Partition, null, default));
        var oldest = await log.Items.QueryAsync(new DocumentQuery { Tenant = AuditCollection.Partition, Limit = 1 }, default);
        Assert.Equal(200, DayOf(oldest[0].Body));
    }

    private static int DayOf(AuditItem item) => (int)(item.At - Start).TotalDays;

    private static AuditItem ItemOf(int day) => new()
    {
        Id = Guid.CreateVersion7(Start.AddDays(day)),
        At = Start.AddDays(day),
        Service = "tested",
        Actor = new Actor(ActorKind.Person, $"{day}", $"person {day % 2}"),
        Address = "192.0.2.1",
        Action = $"act.{day}",
        Tenant = TenantId.Parse(day % 2 == 0 ? "globex" : "acme", null),
        Target = "settings",
        Before = new JsonObject { ["name"] = "old" },
        After = new JsonObject { ["name"] = "new" },
        Outcome = AuditOutcome.Done,
    };

    private sealed class FixedClock : TimeProvider
    {
        public DateTimeOffset Now { get; init; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
