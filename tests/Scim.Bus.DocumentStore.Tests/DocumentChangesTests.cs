using Microsoft.Extensions.Options;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore.Sqlite;
using Scim.Bus.Testing;

namespace Scim.Bus.DocumentStore.Tests;

/// <summary>Read-modify-write and upsert in competition with other writers.</summary>
public sealed class DocumentChangesTests : IAsyncLifetime
{
    private static readonly TenantId Acme = TenantId.Parse("acme", null);

    private readonly TempFolder _folder = new();
    private readonly SqliteDocumentStore _store;
    private readonly IDocumentCollection<Person> _people;

    public DocumentChangesTests()
    {
        _store = new SqliteDocumentStore(Options.Create(new DocumentStoreOptions { Path = _folder.Path }));
        _people = _store.Open(Person.Definition);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_change_is_applied_to_the_result_of_a_faster_writer()
    {
        var known = await InsertAsync("a", "ann");
        var calls = 0;
        var result = await _people.ChangeAsync(known, AppendAsync, default);

        Assert.Equal(("faster, mine", 2, 3L), (result.EnsureDone("a").Body.Note, calls, result.Document!.Revision));

        async Task<Document<Person>> AppendAsync(Document<Person> present, CancellationToken token)
        {
            if (++calls == 1)
                await _people.ReplaceAsync(present with { Body = present.Body with { Note = "faster" } }, token);
            return present with { Body = present.Body with { Note = $"{present.Body.Note}, mine" } };
        }
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_change_that_always_loses_ends_as_a_conflict()
    {
        var known = await InsertAsync("a", "ann");
        var calls = 0;
        var result = await _people.ChangeAsync(known, LoseAsync, default);

        Assert.Equal((WriteOutcome.ConcurrencyConflict, DocumentChanges.MaxAttempts), (result.Outcome, calls));
        Assert.Throws<DocumentConcurrencyException>(() => result.EnsureDone("a"));

        async Task<Document<Person>> LoseAsync(Document<Person> present, CancellationToken token)
        {
            await _people.ReplaceAsync(present with { Body = present.Body with { Note = $"{++calls}" } }, token);
            return present with { Body = present.Body with { Note = "mine" } };
        }
    }

    [Fact]
    public async Task A_change_to_an_equal_document_writes_nothing()
    {
        await InsertAsync("a", "ann");
        var changed = await _people.ChangeAsync(Acme, "a", document => document with { Body = document.Body with { Note = "" } }, default);
        var upserted = await _people.UpsertAsync(Acme, "a", present => present! with { Note = "" }, default, isTombstone: _ => false);
        Assert.Equal((WriteOutcome.Done, 1L, 1L), (changed!.Outcome, changed.Document!.Revision, upserted.Revision));
    }

    [Fact]
    public async Task Changing_a_document_that_does_not_exist_returns_null() =>
        Assert.Null(await _people.ChangeAsync(Acme, "nobody", document => document with { Tombstone = true }, default));

    [Fact]
    public async Task A_duplicate_key_is_returned_with_the_rejected_document()
    {
        await InsertAsync("a", "ann");
        await InsertAsync("b", "bob");
        var changed = await _people.ChangeAsync(Acme, "b", document => document with { Body = Person.Named("Ann") }, default);
        Assert.Equal(
            (WriteOutcome.DuplicateKey, "userName", "Ann"), (changed!.Outcome, changed.DuplicateKey, changed.Rejected!.Body.UserName));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _people.UpsertAsync(Acme, "c", _ => Person.Named("Ann"), default));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task No_concurrent_upsert_is_lost()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
                await _people.UpsertAsync(Acme, "a", Count, default);
        })));
        Assert.Equal("160", (await _people.GetAsync(Acme, "a", default))!.Body.Note);

        static Person Count(Person? present) =>
            (present ?? Person.Named("ann", "")) with { Note = $"{int.Parse(present?.Note ?? "0", null) + 1}" };
    }

    [Fact]
    public async Task An_upsert_can_turn_a_document_into_a_tombstone()
    {
        await InsertAsync("a", "ann");
        var buried = await _people.UpsertAsync(
            Acme, "a", present => present! with { Note = "gone" }, default, isTombstone: person => person.Note == "gone");
        Assert.True(buried.Tombstone);
        Assert.Equal(0, await _people.CountAsync(Acme, null, default));
    }

    private async Task<Document<Person>> InsertAsync(string id, string userName) =>
        (await _people.InsertAsync(new Document<Person> { Tenant = Acme, Id = id, Body = Person.Named(userName) }, default)).EnsureDone(id);
}
