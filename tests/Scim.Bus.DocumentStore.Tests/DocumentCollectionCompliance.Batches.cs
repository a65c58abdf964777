namespace Scim.Bus.DocumentStore.Tests;

/// <remarks>Several documents written together.</remarks>
public abstract partial class DocumentCollectionCompliance
{
    private static readonly DateTimeOffset Due = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [SkippableFact]
    public async Task Documents_that_are_inserted_together_leave_out_those_whose_keys_are_taken()
    {
        var collection = await With(OpenAsync(), Doc("a", Person.Named("ann") with { Note = "first" }));

        await collection.InsertMissingAsync(
            [
                Doc("a", Person.Named("other")),
                Doc("b", Person.Named("bob")) with { DueAt = Due },
                Doc("c", Person.Named("ANN")),
                Doc("d", Person.Named("dan")),
                Doc("b", Person.Named("bert")),
            ],
            default);
        await collection.InsertMissingAsync([], default);

        Assert.Equal("a b d", await Ids(collection, Query()));
        Assert.Equal("b", await Ids(collection, Query("userName eq \"BOB\"")));
        Assert.Equal("first", (await collection.GetAsync(Acme, "a", default))!.Body.Note);
        var bob = (await collection.GetAsync(Acme, "b", default))!;
        Assert.Equal((1, Due), (bob.Revision, bob.DueAt));
        Assert.Equal("userName", (await collection.InsertAsync(Doc("e", Person.Named("dan")), default)).DuplicateKey);
    }

    [SkippableFact]
    [Trait("Takes", "Seconds")]
    public async Task An_amended_document_keeps_its_revision_and_what_queries_see()
    {
        var collection = await With(
            OpenAsync(), Doc("a", Person.Named("ann") with { Note = "0" }) with { DueAt = Due }, Doc("b", Person.Named("bob")));
        var (ann, bob) = ((await collection.GetAsync(Acme, "a", default))!, (await collection.GetAsync(Acme, "b", default))!);

        var stored = await collection.AmendAsync(
            [new(ann, ann.Body with { Note = "1" }, DueAt: null), new(bob, bob.Body with { Note = "2" }, Due)], default);

        Assert.Equal(2, stored);
        Assert.Equal("a", await Ids(collection, Query("userName eq \"ann\"")));
        var (left, right) = ((await collection.GetAsync(Acme, "a", default))!, (await collection.GetAsync(Acme, "b", default))!);
        Assert.Equal(("1", 1, null), (left.Body.Note, left.Revision, left.DueAt));
        Assert.Equal(("2", 1, Due), (right.Body.Note, right.Revision, right.DueAt));
        Assert.Equal("b", Assert.Single(await collection.DueAsync(Due, 10, default)).Id);
        // Whoever read the document before still has its revision.
        Assert.Equal(WriteOutcome.Done, (await collection.ReplaceAsync(ann with { Body = Person.Named("anna") }, default)).Outcome);
    }

    [SkippableFact]
    public async Task An_amendment_needs_the_current_revision_and_each_document_is_judged_by_itself()
    {
        var collection = await With(OpenAsync(), Doc("a", Person.Named("ann")), Doc("b", Person.Named("bob")));
        var (ann, bob) = ((await collection.GetAsync(Acme, "a", default))!, (await collection.GetAsync(Acme, "b", default))!);
        await collection.ReplaceAsync(ann with { Body = ann.Body with { Note = "newer" } }, default);

        var stored = await collection.AmendAsync(
            [
                new(ann, ann.Body with { Note = "late" }, ann.DueAt),
                new(bob, bob.Body with { Note = "amended" }, bob.DueAt),
                new(bob with { Id = "z" }, bob.Body, bob.DueAt),
                new(bob with { Tenant = Globex }, bob.Body, bob.DueAt),
            ],
            default);

        Assert.Equal(1, stored);
        Assert.Equal(0, await collection.AmendAsync([], default));
        Assert.Equal("newer", (await collection.GetAsync(Acme, "a", default))!.Body.Note);
        Assert.Equal("amended", (await collection.GetAsync(Acme, "b", default))!.Body.Note);
        Assert.Null(await collection.GetAsync(Acme, "z", default));
        Assert.Null(await collection.GetAsync(Globex, "b", default));
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Takes", "Seconds")]
    public async Task An_amendment_notices_another_of_the_same_revision_by_the_due_time(bool isDue)
    {
        DateTimeOffset? due = isDue ? Due : null;
        var collection = await With(OpenAsync(), Doc("a", Person.Named("ann") with { Note = "0" }) with { DueAt = due });
        var read = (await collection.GetAsync(Acme, "a", default))!;
        Amendment<Person> Note(string note, DateTimeOffset? dueAt) => new(read, read.Body with { Note = note }, dueAt);

        Assert.Equal(1, await collection.AmendAsync([Note("same time", due)], default));
        Assert.Equal(1, await collection.AmendAsync([Note("first", isDue ? null : Due)], default));
        Assert.Equal(0, await collection.AmendAsync([Note("second", due)], default));
        Assert.Equal("first", (await collection.GetAsync(Acme, "a", default))!.Body.Note);
    }
}
