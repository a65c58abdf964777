namespace Scim.Bus.DocumentStore.Tests;

/// <summary>Several unique keys of one name in one document.</summary>
public abstract partial class DocumentCollectionCompliance
{
    [SkippableFact]
    public async Task No_two_documents_have_one_of_several_keys_in_common()
    {
        var collection = await With(OpenAsync(), Doc("a", Aka("ann", "x", "y")), Doc("b", Aka("bob", "z")));

        foreach (var aliases in (string[][])[["y"], ["x"], ["w", "x"], ["z", "w"]])
        {
            var taken = await collection.InsertAsync(Doc("c", Aka("cid", aliases)), default);
            var expected = new UniqueKey("alias", aliases.Intersect(["x", "y", "z"]).Single());
            Assert.Equal((WriteOutcome.DuplicateKey, expected), (taken.Outcome, taken.Duplicate));
        }

        Assert.Null(await collection.GetAsync(Acme, "c", default));
        Assert.Equal(WriteOutcome.Done, (await collection.InsertAsync(Doc("c", Aka("cid", "w", "v")), default)).Outcome);
        Assert.Equal(WriteOutcome.Done, (await collection.InsertAsync(Doc("c", Aka("cid", "x"), Globex), default)).Outcome);
    }

    [SkippableFact]
    public async Task A_replace_exchanges_several_keys_at_once_or_none_of_them()
    {
        var collection = await With(OpenAsync(), Doc("a", Aka("ann", "x", "y")), Doc("b", Aka("bob", "z")));
        var bob = (await collection.GetAsync(Acme, "b", default))!;

        var taken = await collection.ReplaceAsync(bob with { Body = Aka("bob", "w", "y") }, default);
        Assert.Equal((WriteOutcome.DuplicateKey, new UniqueKey("alias", "y")), (taken.Outcome, taken.Duplicate));
        Assert.Equal(WriteOutcome.Done, (await collection.InsertAsync(Doc("c", Aka("cid", "w")), default)).Outcome);
        Assert.Equal(WriteOutcome.DuplicateKey, (await collection.InsertAsync(Doc("d", Aka("dan", "z")), default)).Outcome);

        var ann = (await collection.GetAsync(Acme, "a", default))!;
        Assert.Equal(WriteOutcome.Done, (await collection.ReplaceAsync(ann with { Body = Aka("ann", "x", "v") }, default)).Outcome);
        Assert.Equal(WriteOutcome.Done, (await collection.ReplaceAsync(bob with { Body = Aka("bob", "z", "y") }, default)).Outcome);
    }

    [SkippableFact]
    public async Task A_key_that_a_document_names_twice_is_one_key()
    {
        var collection = await With(OpenAsync(), Doc("a", Aka("ann", "x", "x")));
        var ann = (await collection.GetAsync(Acme, "a", default))!;
        Assert.Equal(WriteOutcome.Done, (await collection.ReplaceAsync(ann with { Body = Aka("ann", "x", "y", "y") }, default)).Outcome);
        Assert.Equal(WriteOutcome.DuplicateKey, (await collection.InsertAsync(Doc("b", Aka("bob", "y")), default)).Outcome);
    }

    [SkippableFact]
    public async Task A_tombstone_keeps_the_keys_that_its_collection_names()
    {
        var collection = await With(OpenAsync(), Doc("a", Aka("ann", "x")));
        var ann = (await collection.GetAsync(Acme, "a", default))!;
        Assert.Equal(WriteOutcome.Done, (await collection.ReplaceAsync(ann with { Tombstone = true }, default)).Outcome);

        var taken = await collection.InsertAsync(Doc("b", Aka("bob", "x")), default);
        Assert.Equal((WriteOutcome.DuplicateKey, new UniqueKey("alias", "x")), (taken.Outcome, taken.Duplicate));
        Assert.Equal(WriteOutcome.Done, (await collection.InsertAsync(Doc("c", Aka("ann", "y")), default)).Outcome);
        var gone = (await collection.GetAsync(Acme, "a", default))!;
        Assert.True(await collection.DeleteAsync(gone, default));
        Assert.Equal(WriteOutcome.Done, (await collection.InsertAsync(Doc("b", Aka("bob", "x")), default)).Outcome);
    }

    [SkippableFact]
    public async Task Keys_of_different_names_do_not_meet()
    {
        var collection = await With(OpenAsync(), Doc("a", Aka("ann", "bob")), Doc("b", Aka("bob", "ann")));
        Assert.Equal(2, await collection.CountAsync(Acme, null, default));
    }

    [SkippableFact]
    public async Task One_of_many_concurrent_inserts_with_an_overlapping_key_succeeds()
    {
        var collection = await OpenAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(() =>
            collection.InsertAsync(Doc($"id{i}", Aka($"u{i}", $"own{i}", "same")), default))));
        Assert.Single(results, result => result.Outcome == WriteOutcome.Done);
        Assert.All(
            results.Where(result => result.Outcome != WriteOutcome.Done),
            result => Assert.Equal(new UniqueKey("alias", "same"), result.Duplicate));
    }

    private static Person Aka(string userName, params string[] aliases) => Person.Named(userName) with { Aliases = aliases };
}
