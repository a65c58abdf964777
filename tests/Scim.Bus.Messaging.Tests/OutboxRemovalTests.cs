using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Sqlite;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests;

/// <summary>Published messages are taken out of their documents, and nothing else is.</summary>
public sealed class OutboxRemovalTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new("removals");
    private readonly GatedPublisher _publisher = new();
    private readonly IHost _host;

    public OutboxRemovalTests()
    {
        var builder = Host.CreateApplicationBuilder();
        var options = Options.Create(new DocumentStoreOptions { Path = _folder.Path });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IDocumentStore>(_ => new SqliteDocumentStore(options));
        builder.Services.AddSingleton<IMessagePublisher>(_publisher);
        builder.Services.AddOutbox(Letter.Collection);
        _host = builder.Build();
    }

    private Outbox<Letter> Outbox => _host.Services.GetRequiredService<Outbox<Letter>>();

    /// <summary>The collection without the outbox: writes as another process makes them.</summary>
    private IDocumentCollection<Letter> Others => _host.Services.GetRequiredService<IDocumentCollection<Letter>>();

    public Task InitializeAsync() => _host.StartAsync();

    public async Task DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _folder.Dispose();
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Published_messages_are_removed_and_the_documents_keep_their_revisions()
    {
        _publisher.Open();
        var letters = Enumerable.Range(0, 500).Select(i => Letter.LeftBehind($"l{i}", messages: 2, DateTimeOffset.UtcNow)).ToList();
        await Parallel.ForEachAsync(letters, async (letter, token) => await Outbox.InsertAsync(letter, token));

        await Eventually.Be(async () =>
        {
            var stored = await Others.GetManyAsync(Letter.Tenant, [.. letters.Select(letter => letter.Id)], default);
            Assert.All(stored, letter => Assert.Equal((0, 1, null), (letter.Body.Pending.Count, letter.Revision, letter.DueAt)));
        });
        Assert.Equal(1_000, _publisher.Confirmed.Count);
    }

    [Fact]
    public async Task The_next_write_takes_published_messages_along()
    {
        _publisher.Open();
        var letter = (await Outbox.InsertAsync(Letter.LeftBehind("a", messages: 1, DateTimeOffset.UtcNow), default)).Document!;
        var relay = _host.Services.GetRequiredService<OutboxRelay<Letter>>();
        await Eventually.Be(() => Assert.Empty(relay.WithoutPublished(letter).Body.Pending));

        var newer = Letter.LeftBehind("newer", messages: 1, DateTimeOffset.UtcNow).Body.Pending[0];
        var body = letter.Body.WithPending([.. letter.Body.Pending, newer]);
        var stored = (await Outbox.ReplaceAsync(letter with { Body = body }, default)).Document!;

        Assert.Equal([newer.MessageId], stored.Body.Pending.Select(message => message.MessageId));
        await Eventually.Be(() => Assert.Equal(2, _publisher.Confirmed.Count));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_message_that_another_process_added_meanwhile_stays()
    {
        var letter = (await Outbox.InsertAsync(Letter.LeftBehind("a", messages: 1, DateTimeOffset.UtcNow), default)).Document!;
        var newer = Letter.LeftBehind("newer", messages: 1, DateTimeOffset.UtcNow).Body.Pending[0];
        var body = letter.Body.WithPending([.. letter.Body.Pending, newer]);
        await Others.ReplaceAsync(letter with { Body = body, DueAt = DateTimeOffset.UtcNow.AddHours(1) }, default);
        _publisher.Open();

        await Eventually.Be(async () =>
        {
            var stored = (await Others.GetAsync(Letter.Tenant, "a", default))!;
            Assert.Equal((newer.MessageId, 2), (Assert.Single(stored.Body.Pending).MessageId, stored.Revision));
            // Its own process has the lease; if that dies, a sweeper takes over.
            Assert.InRange(stored.DueAt!.Value, newer.At + TimeSpan.FromSeconds(9), DateTimeOffset.UtcNow + TimeSpan.FromSeconds(11));
        });
        Assert.Single(_publisher.Confirmed);
    }

    [Fact]
    public async Task A_message_that_is_added_again_is_published_again()
    {
        _publisher.Open();
        var letter = (await Outbox.InsertAsync(Letter.LeftBehind("a", messages: 1, DateTimeOffset.UtcNow), default)).Document!;
        await Eventually.Be(() => Assert.Single(_publisher.Confirmed));

        var again = letter.Body.Pending[0] with { At = DateTimeOffset.UtcNow };
        await Outbox.ReplaceAsync(letter with { Body = letter.Body.WithPending([again]) }, default);

        await Eventually.Be(() => Assert.Equal([again.MessageId, again.MessageId], _publisher.Confirmed));
    }

    [Fact]
    public async Task A_process_that_stops_removes_what_it_published()
    {
        _publisher.Open();
        await Outbox.InsertAsync(Letter.LeftBehind("a", messages: 3, DateTimeOffset.UtcNow), default);
        await Eventually.Be(() => Assert.Equal(3, _publisher.Confirmed.Count));
        await _host.StopAsync();
        Assert.Empty((await Others.GetAsync(Letter.Tenant, "a", default))!.Body.Pending);
    }
}
