using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore.Search;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.DocumentStore.Tests;

/// <summary>Tests that every engine must pass. Each engine's class runs all of them, each on a store of its own.</summary>
public abstract partial class DocumentCollectionCompliance
{
    protected static readonly TenantId Acme = TenantId.Parse("acme", null);
    protected static readonly TenantId Globex = TenantId.Parse("globex", null);

    protected abstract Task<IDocumentCollection<Person>> OpenAsync();

    protected static Document<Person> Doc(string id, Person body, TenantId? tenant = null) =>
        new() { Tenant = tenant ?? Acme, Id = id, Body = body };

    private static async Task<IDocumentCollection<Person>> With(
        Task<IDocumentCollection<Person>> opening, params Document<Person>[] documents)
    {
        var collection = await opening;
        foreach (var document in documents)
            Assert.Equal(WriteOutcome.Done, (await collection.InsertAsync(document, default)).Outcome);
        return collection;
    }

    private static async Task<string> Ids(IDocumentCollection<Person> collection, DocumentQuery query) =>
        string.Join(' ', (await collection.QueryAsync(query, default)).Select(document => document.Id));

    protected static DocumentQuery Query(string? filter = null, string? sort = null) => new()
    {
        Tenant = Acme,
        Limit = 100,
        Filter = filter is null ? null : FilterBinder.Parse(filter, ResourceTypes.User),
        Sort = sort is null ? null : SortKey.TryCreate(ResourceTypes.User.Resolve(AttributePath.TryParse(sort)!)!),
    };

    [SkippableFact]
    public async Task An_inserted_document_is_read_back_completely()
    {
        var due = new DateTimeOffset(2026, 11, 23, 1, 2, 3, TimeSpan.FromHours(2)).AddTicks(4567);
        var person = Person.Named("Zoë 👋", """ "active":true,"title":"quote \" and \\ and ' and $x.y" """) with { Note = "n" };
        var collection = await With(OpenAsync(), Doc("a", person) with { DueAt = due });

        var read = await collection.GetAsync(Acme, "a", default);
        Assert.NotNull(read);
        Assert.Equal((1, due.ToUniversalTime(), false, "n"), (read.Revision, read.DueAt, read.Tombstone, read.Body.Note));
        Assert.Equal(person.User.ToJsonString(), read.Body.User.ToJsonString());
        Assert.Null(await collection.GetAsync(Acme, "b", default));
    }

    [SkippableFact]
    public async Task A_key_is_unique_within_a_tenant()
    {
        var collection = await With(OpenAsync(), Doc("a", Person.Named("Ann")));

        var sameId = await collection.InsertAsync(Doc("a", Person.Named("other")), default);
        var sameName = await collection.InsertAsync(Doc("b", Person.Named("ANN")), default);
        var otherTenant = await collection.InsertAsync(Doc("a", Person.Named("ann"), Globex), default);

        Assert.Equal((WriteOutcome.DuplicateKey, "id"), (sameId.Outcome, sameId.DuplicateKey));
        Assert.Equal((WriteOutcome.DuplicateKey, "userName"), (sameName.Outcome, sameName.DuplicateKey));
        Assert.Equal(WriteOutcome.Done, otherTenant.Outcome);
        Assert.Null(await collection.GetAsync(Acme, "b", default));
    }

    [SkippableFact]
    public async Task A_replace_needs_the_current_revision()
    {
        var collection = await With(OpenAsync(), Doc("a", Person.Named("ann")));
        var read = (await collection.GetAsync(Acme, "a", default))!;

        var first = await collection.ReplaceAsync(read with { Body = Person.Named("bob") }, default);
        var second = await collection.ReplaceAsync(read with { Body = Person.Named("cid") }, default);
        var unknown = await collection.ReplaceAsync(read with { Id = "z" }, default);

        Assert.Equal((WriteOutcome.Done, 2), (first.Outcome, first.Document!.Revision));
        Assert.Equal((WriteOutcome.ConcurrencyConflict, WriteOutcome.ConcurrencyConflict), (second.Outcome, unknown.Outcome));
        Assert.Equal("bob", (await collection.GetAsync(Acme, "a", default))!.Body.UserName);
    }

    [SkippableFact]
    public async Task A_replace_frees_the_old_unique_keys_and_takes_the_new_ones()
    {
        var collection = await With(OpenAsync(), Doc("a", Person.Named("ann")), Doc("b", Person.Named("bob")));
        var ann = (await collection.GetAsync(Acme, "a", default))!;

        var taken = await collection.ReplaceAsync(ann with { Body = Person.Named("Bob") }, default);
        Assert.Equal((WriteOutcome.DuplicateKey, "userName"), (taken.Outcome, taken.DuplicateKey));
        Assert.Equal("ann", (await collection.GetAsync(Acme, "a", default))!.Body.UserName);

        Assert.Equal(WriteOutcome.Done, (await collection.ReplaceAsync(ann with { Body = Person.Named("cid") }, default)).Outcome);
        Assert.Equal(WriteOutcome.Done, (await collection.InsertAsync(Doc("c", Person.Named("ann")), default)).Outcome);
        Assert.Equal("a", await Ids(collection, Query("userName eq \"CID\"")));
        Assert.Equal("c", await Ids(collection, Query("userName eq \"ann\"")));
    }

    [SkippableFact]
    public async Task A_tombstone_is_found_by_its_key_only_and_frees_its_unique_keys()
    {
        var collection = await With(OpenAsync(), Doc("a", Person.Named("ann")));
        var ann = (await collection.GetAsync(Acme, "a", default))!;
        var due = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(WriteOutcome.Done, (await collection.ReplaceAsync(ann with { Tombstone = true, DueAt = due }, default)).Outcome);

        Assert.True((await collection.GetAsync(Acme, "a", default))!.Tombstone);
        Assert.Single(await collection.GetManyAsync(Acme, ["a"], default));
        Assert.Equal("", await Ids(collection, Query()));
        Assert.Equal("", await Ids(collection, Query("userName eq \"ann\"")));
        Assert.Equal(0, await collection.CountAsync(Acme, null, default));
        Assert.Single(await collection.DueAsync(due, 10, default));
        Assert.Equal(WriteOutcome.Done, (await collection.InsertAsync(Doc("b", Person.Named("ann")), default)).Outcome);
    }

    [SkippableFact]
    public async Task A_delete_needs_the_current_revision_and_leaves_nothing()
    {
        var collection = await With(OpenAsync(), Doc("a", Person.Named("ann")));
        var ann = (await collection.GetAsync(Acme, "a", default))!;
        Assert.False(await collection.DeleteAsync(ann with { Revision = 7 }, default));
        Assert.True(await collection.DeleteAsync(ann, default));
        Assert.False(await collection.DeleteAsync(ann, default));
        Assert.Null(await collection.GetAsync(Acme, "a", default));
        Assert.Equal(WriteOutcome.Done, (await collection.InsertAsync(Doc("a", Person.Named("ann")), default)).Outcome);
    }

    [SkippableFact]
    public async Task One_of_many_concurrent_inserts_of_a_key_succeeds()
    {
        var collection = await OpenAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(() =>
            collection.InsertAsync(Doc($"id{i}", Person.Named("same")), default))));
        Assert.Single(results, result => result.Outcome == WriteOutcome.Done);
        Assert.All(results.Where(result => result.Outcome != WriteOutcome.Done), result => Assert.Equal("userName", result.DuplicateKey));
        Assert.Equal(1, await collection.CountAsync(Acme, null, default));
    }

    [SkippableFact]
    public async Task No_concurrent_change_is_lost()
    {
        var collection = await With(OpenAsync(), Doc("a", Person.Named("ann") with { Note = "0" }));
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 10;)
            {
                var read = (await collection.GetAsync(Acme, "a", default))!;
                var next = read with { Body = read.Body with { Note = $"{int.Parse(read.Body.Note, null) + 1}" } };
                if ((await collection.ReplaceAsync(next, default)).Outcome == WriteOutcome.Done)
                    i++;
            }
        })));
        var end = (await collection.GetAsync(Acme, "a", default))!;
        Assert.Equal(("160", 161), (end.Body.Note, end.Revision));
    }
}
