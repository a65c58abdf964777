using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Sqlite;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests;

/// <summary>Entries in outboxes that are for a store of the service itself.</summary>
public sealed class LocalEntryTests : IAsyncDisposable
{
    private readonly TempFolder _folder = TempFolder.InMemory("local-entries");
    private readonly Notes _notes = new();
    private readonly SetAside _aside = new();
    private IHost? _host;

    private Outbox<Letter> Outbox => _host!.Services.GetRequiredService<Outbox<Letter>>();

    /// <summary>The collection without the outbox: writes as another process makes them.</summary>
    private IDocumentCollection<Letter> Others => _host!.Services.GetRequiredService<IDocumentCollection<Letter>>();

    public async ValueTask DisposeAsync()
    {
        await _host!.StopAsync();
        _host.Dispose();
        _folder.Dispose();
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task An_entry_is_stored_while_the_messages_of_its_document_hang_and_is_never_published()
    {
        var publisher = await StartAsync(new GatedPublisher());
        await Outbox.InsertAsync(Notes.NewLetter("letter", DateTimeOffset.UtcNow), default);
        await Eventually.Be(async () => Assert.Equal([MessageIds.Create("letter/0")], await PendingAsync("letter")));
        Assert.Empty(publisher.Confirmed);
        // A newer entry does not wait for them either.
        var present = (await Others.GetAsync(Letter.Tenant, "letter", default))!;
        var note = Notes.Note("second", DateTimeOffset.UtcNow);
        await Outbox.ReplaceAsync(present with { Body = present.Body.WithPending([.. present.Body.Pending, note]) }, default);
        await Eventually.Be(() => Assert.Equal([Notes.IdOf("letter"), Notes.IdOf("second")], _notes.Stored));

        publisher.Open();
        await Eventually.Be(async () => Assert.Empty(await PendingAsync("letter")));
        Assert.DoesNotContain(Notes.IdOf("letter"), publisher.Confirmed);
        Assert.DoesNotContain(Notes.IdOf("second"), publisher.Confirmed);
        Assert.Equal(2, _notes.Stored.Count);
        Assert.Null((await Others.GetAsync(Letter.Tenant, "letter", default))!.DueAt);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task While_the_broker_is_away_entries_are_stored_also_those_that_a_crash_left_behind()
    {
        var longAgo = DateTimeOffset.UtcNow - TimeSpan.FromHours(1);
        var publisher = await StartAsync(
            new GatedPublisher { IsAway = true },
            async letters =>
            {
                // One is tried to notice the end of the outage, and more wait than are looked at in a sweep.
                var waiting = Enumerable.Range(0, 450).Select(i => Letter.LeftBehind($"{i}", messages: 1, longAgo.AddMilliseconds(i)));
                await letters.InsertMissingAsync([.. waiting], default);
                await letters.InsertAsync(Notes.NewLetter("left", longAgo + TimeSpan.FromMinutes(1)), default);
            });
        await Eventually.Be(() => Assert.Contains(Notes.IdOf("left"), _notes.Stored));
        await Outbox.InsertAsync(Notes.NewLetter("new", DateTimeOffset.UtcNow), default);
        await Eventually.Be(() => Assert.Contains(Notes.IdOf("new"), _notes.Stored));
        foreach (var letter in (string[])["left", "new"])
            await Eventually.Be(async () => Assert.Equal([MessageIds.Create($"{letter}/0")], await PendingAsync(letter)));
        Assert.Empty(publisher.Confirmed);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task An_entry_that_cannot_be_stored_holds_no_message_up_and_is_tried_again()
    {
        _notes.Failures = 1;
        var publisher = await StartAsync(new GatedPublisher());
        publisher.Open();
        await Outbox.InsertAsync(Notes.NewLetter("letter", DateTimeOffset.UtcNow), default);
        await Eventually.Be(async () => Assert.Equal([Notes.IdOf("letter")], await PendingAsync("letter")));
        Assert.Empty(_notes.Stored);
        var left = (await Others.GetAsync(Letter.Tenant, "letter", default))!;
        Assert.NotNull(left.DueAt);

        // As if its lease had ended.
        await Others.AmendAsync([new(left, left.Body, DateTimeOffset.UtcNow - TimeSpan.FromSeconds(1))], default);
        await Eventually.Be(async () => Assert.Empty(await PendingAsync("letter")));
        Assert.Equal([Notes.IdOf("letter")], _notes.Stored);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task An_entry_for_a_store_of_another_version_is_set_aside()
    {
        var publisher = await StartAsync(new GatedPublisher());
        publisher.Open();
        await Outbox.InsertAsync(Notes.NewLetter("letter", DateTimeOffset.UtcNow, store: "requests"), default);
        await Eventually.Be(async () => Assert.Empty(await PendingAsync("letter")));
        var kept = Assert.Single(_aside.Kept);
        Assert.Equal(("requests", Notes.IdOf("letter")), (kept.Message.Local, kept.Message.MessageId));
        Assert.Contains("has no store 'requests'", kept.Reason, StringComparison.Ordinal);
        // Nothing stands in for what was to be stored.
        var replacement = _host!.Services.GetRequiredService<IMessageReplacement>();
        await Assert.ThrowsAsync<NoPresentStateException>(
            () => replacement.ReplaceAsync(Letter.Tenant, "letter", kept.Message, default));
    }

    [Fact]
    public async Task Entries_are_not_among_the_bytes_that_wait_for_the_broker()
    {
        await StartAsync(new GatedPublisher { IsAway = true });
        var backlog = _host!.Services.GetRequiredService<IOutboxBacklog>();
        var longAgo = DateTimeOffset.UtcNow - TimeSpan.FromHours(1);
        _notes.Failures = int.MaxValue;
        var note = new Letter { Pending = [Notes.Note("note", longAgo)] };
        await Others.InsertAsync(
            new Document<Letter> { Tenant = Letter.Tenant, Id = "note", DueAt = longAgo, Body = note }, default);
        Assert.Equal(0, await backlog.EstimateBytesAsync(default));
        await Others.InsertAsync(Letter.LeftBehind("letter", messages: 1, longAgo), default);
        Assert.NotEqual(0, await backlog.EstimateBytesAsync(default));
    }

    private async Task<GatedPublisher> StartAsync(GatedPublisher publisher, Func<IDocumentCollection<Letter>, Task>? before = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IDocumentStore>(
            _ => new SqliteDocumentStore(Options.Create(new DocumentStoreOptions { Path = _folder.Path })));
        builder.Services.AddSingleton<IMessagePublisher>(publisher);
        builder.Services.AddSingleton<ILocalEntryStore>(_notes);
        builder.Services.AddSingleton<IUnpublishableMessages>(_aside);
        builder.Services.AddOutbox(Letter.Collection);
        _host = builder.Build();
        if (before is not null)
            await before(Others);
        await _host.StartAsync();
        return publisher;
    }

    private async Task<IEnumerable<Guid>> PendingAsync(string letter) =>
        (await Others.GetAsync(Letter.Tenant, letter, default))!.Body.Pending.Select(entry => entry.MessageId);

    private sealed class SetAside : IUnpublishableMessages
    {
        public ConcurrentQueue<UnpublishableMessage> Kept { get; } = [];

        public Task<bool> TryKeepAsync(UnpublishableMessage message, CancellationToken cancellationToken)
        {
            Kept.Enqueue(message);
            return Task.FromResult(true);
        }
    }
}
