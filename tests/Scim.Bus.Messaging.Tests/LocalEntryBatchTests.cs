using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Sqlite;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests;

/// <summary>A store that takes entries of many documents together, beside one that takes them one by one.</summary>
public sealed class LocalEntryBatchTests : IAsyncDisposable
{
    private const int Letters = 50;
    private readonly TempFolder _folder = TempFolder.InMemory("local-entries");
    private readonly Notes _notes = new();
    private readonly Copies _copies = new();
    private IHost? _host;

    private Outbox<Letter> Outbox => _host!.Services.GetRequiredService<Outbox<Letter>>();

    public async ValueTask DisposeAsync()
    {
        await _host!.StopAsync();
        _host.Dispose();
        _folder.Dispose();
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Entries_of_many_documents_are_stored_together_and_taken_out_with_the_messages()
    {
        var publisher = await StartAsync();
        publisher.Open();
        await InsertAsync();
        await Eventually.Be(async () => Assert.Empty(await WaitingAsync()));
        Assert.Equal(Letters, _copies.Stored.Distinct().Count());
        Assert.Equal(Letters, _copies.Stored.Count);
        Assert.True(_copies.Batches < Letters / 2, $"{_copies.Batches} batches");
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task One_store_does_not_wait_for_another()
    {
        _copies.Gate = new TaskCompletionSource();
        var publisher = await StartAsync();
        publisher.Open();
        await InsertAsync();
        await Eventually.Be(() => Assert.Equal(Letters, _notes.Stored.Count));
        Assert.Empty(_copies.Stored);
        _copies.Gate.SetResult();
        await Eventually.Be(async () => Assert.Empty(await WaitingAsync()));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task An_entry_of_another_version_holds_up_no_other_of_its_batch()
    {
        _copies.Unreadable = IdOf(7);
        var publisher = await StartAsync();
        publisher.Open();
        await InsertAsync();
        await Eventually.Be(() => Assert.Equal(Letters - 1, _copies.Stored.Distinct().Count()));
        await Eventually.Be(async () => Assert.Equal(["letter7"], (await WaitingAsync()).Select(document => document.Id)));
    }

    private static Guid IdOf(int letter) => MessageIds.Create($"copy of {letter}");

    private async Task InsertAsync()
    {
        var now = DateTimeOffset.UtcNow;
        await Task.WhenAll(Enumerable.Range(0, Letters).Select(i =>
        {
            var letter = Notes.NewLetter($"letter{i}", now);
            var copy = PendingMessage.CreateLocal("copies", new Notes.Text("a copy"), IdOf(i), now);
            return Outbox.InsertAsync(letter with { Body = letter.Body.WithPending([.. letter.Body.Pending, copy]) }, default);
        }));
    }

    private Task<IReadOnlyList<Document<Letter>>> WaitingAsync() =>
        _host!.Services.GetRequiredService<IDocumentCollection<Letter>>().DueAsync(DateTimeOffset.MaxValue, int.MaxValue, default);

    private async Task<GatedPublisher> StartAsync()
    {
        var publisher = new GatedPublisher();
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IDocumentStore>(
            _ => new SqliteDocumentStore(Options.Create(new DocumentStoreOptions { Path = _folder.Path })));
        builder.Services.AddSingleton<IMessagePublisher>(publisher);
        builder.Services.AddSingleton<ILocalEntryStore>(_notes);
        builder.Services.AddSingleton<ILocalEntryStore>(_copies);
        builder.Services.AddOutbox(Letter.Collection);
        _host = builder.Build();
        await _host.StartAsync();
        return publisher;
    }

    private sealed class Copies : ILocalEntryStore
    {
        private int _batches;

        public string Service => Letter.Collection.Service;

        public string Name => "copies";

        public int BatchSize => 200;

        public TimeSpan BatchDelay => TimeSpan.FromMilliseconds(200);

        public int Batches => Volatile.Read(ref _batches);

        /// <summary>An entry that can't be read.</summary>
        public Guid Unreadable { get; set; }

        /// <summary>What batches wait for.</summary>
        public TaskCompletionSource? Gate { get; set; }

        public ConcurrentQueue<Guid> Stored { get; } = [];

        public Task StoreAsync(PendingMessage entry, CancellationToken cancellationToken) => StoreAsync([entry], cancellationToken);

        public async Task StoreAsync(IReadOnlyList<PendingMessage> entries, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _batches);
            if (Gate is { } gate)
                await gate.Task.WaitAsync(cancellationToken);
            if (entries.Any(entry => entry.MessageId == Unreadable))
                throw new UnpublishableMessageException("It is of another version.");
            foreach (var entry in entries)
                Stored.Enqueue(entry.MessageId);
        }
    }
}
