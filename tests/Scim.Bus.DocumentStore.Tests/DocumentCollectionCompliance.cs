using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore.Search;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.DocumentStore.Tests;

/// <summary>What every engine must do. Each engine's class runs all of it on a collection of its own.</summary>
public abstract class DocumentCollectionCompliance
{
    protected static readonly TenantId Acme = TenantId.Parse("acme", null);
    protected static readonly TenantId Globex = TenantId.Parse("globex", null);

    protected abstract Task<IDocumentCollection<Person>> OpenAsync();

    private static Document<Person> Doc(string id, Person body, TenantId? tenant = null) =>
        new() { Tenant = tenant ?? Acme, Id = id, Body = body };

    private static async Task<IDocumentCollection<Person>> With(Task<IDocumentCollection<Person>> opening, params Document<Person>[] documents)
    {
        var collection = await opening;
        foreach (var document in documents)
            Assert.Equal(WriteOutcome.Done, (await collection.InsertAsync(document, default)).Outcome);
        return collection;
    }

    private static async Task<string> Ids(IDocumentCollection<Person> collection, DocumentQuery query) =>
        string.Join(' ', (await collection.QueryAsync(query, default)).Select(document => document.Id));

    private static DocumentQuery Query(string? filter = null, string? sort = null) => new()
    {
        Tenant = Acme,
        Limit = 100,
        Filter = filter is null ? null : FilterBinder.Parse(filter, ResourceTypes.User),
        Sort = sort is null ? null : SortKey.TryCreate(ResourceTypes.User.Resolve(AttributePath.TryParse(sort)!)!),
    };

    [SkippableFact]
    public async Task What_is_inserted_is_read_back_whole()
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
    public async Task A_key_is_taken_once_in_a_tenant()
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
    public async Task A_replace_needs_the_present_revision()
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
    public async Task A_replace_moves_the_keys()
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
    public async Task Deleting_needs_the_present_revision_and_leaves_nothing()
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
    public async Task I7_a_tenant_never_meets_another()
    {
        var collection = await With(
            OpenAsync(), Doc("a", Person.Named("ann")), Doc("b", Person.Named("bob"), Globex), Doc("c", Person.Named("ann"), Globex));
        Assert.Equal("a", await Ids(collection, Query()));
        Assert.Equal("a", await Ids(collection, Query("userName eq \"ann\"")));
        Assert.Equal("a", await Ids(collection, Query("userName sw \"a\" or title pr")));
        Assert.Equal(2, await collection.CountAsync(Globex, null, default));
        Assert.Null(await collection.GetAsync(Acme, "b", default));
        Assert.Equal(["a"], (await collection.GetManyAsync(Acme, ["a", "b", "c"], default)).Select(document => document.Id));
    }

    [SkippableFact]
    public async Task What_is_due_comes_in_order_across_tenants()
    {
        var t = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var collection = await With(
            OpenAsync(),
            Doc("a", Person.Named("a")) with { DueAt = t.AddSeconds(3) },
            Doc("b", Person.Named("b"), Globex) with { DueAt = t.AddSeconds(1) },
            Doc("c", Person.Named("c")),
            Doc("d", Person.Named("d")) with { DueAt = t.AddSeconds(4) });

        Assert.Equal("b a", string.Join(' ', (await collection.DueAsync(t.AddSeconds(3), 10, default)).Select(d => d.Id)));
        Assert.Equal("b", string.Join(' ', (await collection.DueAsync(t.AddSeconds(9), 1, default)).Select(d => d.Id)));
        var b = (await collection.GetAsync(Globex, "b", default))!;
        await collection.ReplaceAsync(b with { DueAt = null }, default);
        Assert.Equal("a d", string.Join(' ', (await collection.DueAsync(t.AddSeconds(9), 10, default)).Select(d => d.Id)));
    }

    [SkippableFact]
    public async Task Pages_follow_the_keys_and_do_not_shift_when_documents_go()
    {
        var collection = await With(OpenAsync(), [.. Enumerable.Range(0, 10).Select(i => Doc($"k{i}", Person.Named($"u{i}")))]);
        Assert.Equal("k0 k1 k2", await Ids(collection, Query() with { Limit = 3 }));
        Assert.Equal("k4 k5", await Ids(collection, Query() with { Skip = 4, Limit = 2 }));
        Assert.Equal("k9 k8", await Ids(collection, Query() with { Descending = true, Limit = 2 }));
        Assert.Equal("k7 k6", await Ids(collection, Query() with { Descending = true, Limit = 2, After = new PagePosition(null, "k8") }));
        Assert.Equal("", await Ids(collection, Query() with { Limit = 0 }));

        var after = collection.PositionAfter(Query(), (await collection.GetAsync(Acme, "k3", default))!);
        await collection.DeleteAsync((await collection.GetAsync(Acme, "k3", default))!, default);
        Assert.Equal("k4 k5", await Ids(collection, Query() with { Limit = 2, After = after }));
        Assert.Equal(9, (await collection.StreamAsync(Query() with { Limit = 2 }, default).ToListAsync()).Count);
    }

    [SkippableTheory]
    [InlineData("title", "c b a d e", "d e a b c")]
    [InlineData("emails.value", "b a c d e", "d e c a b")]
    [InlineData("emails", "b a c d e", "d e c a b")]
    public async Task Sorting_puts_those_without_a_value_last_or_first_and_pages_through_both(string sort, string ascending, string descending)
    {
        var collection = await With(
            OpenAsync(),
            Doc("a", Person.Named("a", """ "title":"z","emails":[{"value":"x@1"},{"value":"B@2","primary":true}] """)),
            Doc("b", Person.Named("b", """ "title":"Y","emails":[{"value":"A@2"}] """)),
            Doc("c", Person.Named("c", """ "title":"x","emails":[{"value":"c@3"},{"value":"a@0"}] """)),
            Doc("d", Person.Named("d")),
            Doc("e", Person.Named("e")));

        foreach (var (isDescending, expected) in new[] { (false, ascending), (true, descending) })
        {
            var query = Query(null, sort) with { Descending = isDescending };
            Assert.Equal(expected, await Ids(collection, query));
            var paged = await collection.StreamAsync(query with { Limit = 1 }, default).Select(document => document.Id).ToListAsync();
            Assert.Equal(expected, string.Join(' ', paged));
            for (var skip = 0; skip <= 5; skip++)
                Assert.Equal(string.Join(' ', expected.Split(' ').Skip(skip).Take(2)), await Ids(collection, query with { Skip = skip, Limit = 2 }));
        }
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

    [SkippableTheory]
    [InlineData("userName eq \"person500\"")]
    [InlineData("userName sw \"person50\"")]
    [InlineData("externalId eq \"X500\" and active eq true")]
    [InlineData("emails[value eq \"person500@x.example\" and type eq \"work\"]")]
    [InlineData("id eq \"k500\"")]
    [InlineData("meta.lastModified gt \"2026-01-01T00:16:30Z\"")]
    public virtual async Task Filters_by_an_indexed_attribute_use_its_index(string filter)
    {
        var collection = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i =>
        {
            var person = Person.Named(
                $"Person{i}",
                $$"""
                "externalId":"X{{i}}","active":true,"displayName":"Person {{i}}","emails":[{"value":"Person{{i}}@x.example","type":"work"}]
                """);
            person.User["id"] = $"k{i}";
            person.User["meta"] = new System.Text.Json.Nodes.JsonObject { ["lastModified"] = $"2026-01-01T{i / 3600:00}:{i / 60 % 60:00}:{i % 60:00}Z" };
            return collection.InsertAsync(Doc($"k{i}", person), default);
        }));

        Assert.NotEmpty(await collection.QueryAsync(Query(filter), default));
        AssertUsesIndex(filter, await collection.ExplainAsync(Query(filter), default));
    }

    protected abstract void AssertUsesIndex(string filter, string plan);
}
