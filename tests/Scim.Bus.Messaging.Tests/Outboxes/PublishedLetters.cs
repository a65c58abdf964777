using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Sqlite;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests.Outboxes;

/// <summary>Letters in a store, and what a process remembers of those that it has published.</summary>
public abstract class PublishedLetters : IAsyncLifetime
{
    protected static readonly DateTimeOffset Now = new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero);
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    protected static readonly TimeSpan Retention = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder = new("published");
    private readonly SqliteDocumentStore _store;

    protected PublishedLetters()
    {
        _store = new SqliteDocumentStore(Options.Create(new DocumentStoreOptions { Path = _folder.Path }));
        Letters = _store.Open(Letter.Collection);
        var counted = Scripted.Of<IDocumentCollection<Letter>>((method, arguments) =>
        {
            Calls.Add(method.Name);
            return method.Invoke(Letters, arguments);
        });
        Published = new PublishedMessages<Letter>(counted, new DueClock(Time), Time);
    }

    protected FakeTimeProvider Time { get; } = new(Now);

    private protected IDocumentCollection<Letter> Letters { get; }

    private protected PublishedMessages<Letter> Published { get; }

    /// <summary>What was asked of the store by what remembers.</summary>
    protected List<string> Calls { get; } = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    private protected async Task<Document<Letter>> InsertAsync(int messages, string id = "a") =>
        (await Letters.InsertAsync(Letter.LeftBehind(id, messages, Now), default)).Document!;

    private protected async Task<Document<Letter>> ReadAsync() => (await Letters.GetAsync(Letter.Tenant, "a", default))!;

    protected Task RemoveAsync() => Published.RemoveAsync(all: false, default);
}
