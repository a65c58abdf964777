namespace Scim.Bus.DocumentStore.Tests;

/// <summary>Queries, paging, sorting and their indexes.</summary>
public abstract partial class DocumentCollectionCompliance
{
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
    public async Task Due_documents_of_all_tenants_come_longest_overdue_first()
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
        Assert.Equal("a d", string.Join(' ', (await collection.DueAsync(t.AddSeconds(9), 10, [Globex], default)).Select(d => d.Id)));
        Assert.Equal((0, 2, 3), (await CountAsync(0), await CountAsync(3), await CountAsync(9)));
        Assert.Empty(await collection.DueAsync(t.AddSeconds(9), 10, [Acme, Globex], default));
        var b = (await collection.GetAsync(Globex, "b", default))!;
        await collection.ReplaceAsync(b with { DueAt = null }, default);
        Assert.Equal("a d", string.Join(' ', (await collection.DueAsync(t.AddSeconds(9), 10, default)).Select(d => d.Id)));

        Task<long> CountAsync(int seconds) => collection.CountDueAsync(t.AddSeconds(seconds), default);
    }

    [SkippableFact]
    public async Task Pages_are_sorted_by_key_and_do_not_shift_when_documents_are_deleted()
    {
        var collection = await With(OpenAsync(), [.. Enumerable.Range(0, 10).Select(i => Doc($"k{i}", Person.Named($"u{i}")))]);
        Assert.Equal("k0 k1 k2", await Ids(collection, Query() with { Limit = 3 }));
        Assert.Equal("k4 k5", await Ids(collection, Query() with { Skip = 4, Limit = 2 }));
        Assert.Equal("k9 k8", await Ids(collection, Query() with { Descending = true, Limit = 2 }));
        Assert.Equal("k7 k6", await Ids(collection, Query() with { Descending = true, Limit = 2, After = new PagePosition(null, "k8") }));
        Assert.Equal("k9 k8", await Ids(collection, Query() with { Descending = true, Limit = 9, Until = "k70" }));
        Assert.Equal("k2", await Ids(collection, Query() with { Limit = 9, After = new PagePosition(null, "k1"), Until = "k3" }));
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
    public async Task Documents_without_a_sort_value_come_last_or_first_if_descending_and_pages_cover_both(
        string sort, string ascending, string descending)
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
            {
                var page = string.Join(' ', expected.Split(' ').Skip(skip).Take(2));
                Assert.Equal(page, await Ids(collection, query with { Skip = skip, Limit = 2 }));
            }
        }
    }

    [SkippableTheory]
    [InlineData("userName eq \"person500\"")]
    [InlineData("userName sw \"person50\"")]
    [InlineData("userName eq \" PERSON500 \"")]
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
            var modified = $"2026-01-01T{i / 3600:00}:{i / 60 % 60:00}:{i % 60:00}Z";
            person.User["meta"] = new System.Text.Json.Nodes.JsonObject { ["lastModified"] = modified };
            return collection.InsertAsync(Doc($"k{i}", person), default);
        }));

        Assert.NotEmpty(await collection.QueryAsync(Query(filter), default));
        AssertUsesIndex(filter, await collection.ExplainAsync(Query(filter), default));
    }

    [SkippableTheory]
    [InlineData("emails.value eq \"team@x.example\"")]
    [InlineData("emails[type eq \"work\" and value eq \"TEAM@x.example\"]")]
    [InlineData("displayName eq \"a person\" and title co \"a\"")]
    [Trait("Takes", "Seconds")]
    public async Task A_page_of_documents_with_one_value_begins_where_the_page_before_ended(string filter)
    {
        var collection = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => collection.InsertAsync(
            Doc(
                $"k{i:000}",
                Person.Named(
                    $"u{i}",
                    $$"""
                    "displayName":"{{(i % 6 == 0 ? "A" : "Another")}} person","title":"a{{i}}",
                    "emails":[{"value":"{{(i % 6 == 0 ? "team" : "other")}}@x.example","type":"work"},{"value":"u{{i}}@x.example"}]
                    """)),
            default)));
        var team = Enumerable.Range(0, 300).Where(i => i % 6 == 0).Select(i => $"k{i:000}").ToList();

        var query = Query(filter) with { Limit = 7 };
        var backwards = query with { Descending = true };
        Assert.Equal(team, await PagesAsync(collection, query));
        Assert.Equal(Enumerable.Reverse(team), await PagesAsync(collection, backwards));
        Assert.Equal(team.Count, await collection.CountAsync(Acme, query.Filter, default));
        foreach (var page in (DocumentQuery[])[query, query with { After = new PagePosition(null, "k100") }, backwards])
            AssertSeeks(page.After is not null, await collection.ExplainAsync(page, default));
    }

    /// <summary>The ids of all documents that match, read page by page.</summary>
    protected static async Task<List<string>> PagesAsync(IDocumentCollection<Person> collection, DocumentQuery query) =>
        await collection.StreamAsync(query, default).Select(document => document.Id).ToListAsync();

    protected abstract void AssertUsesIndex(string filter, string plan);

    /// <summary>Fails unless an index finds the documents in order, and from the given position on if there is one.</summary>
    protected abstract void AssertSeeks(bool hasPosition, string plan);
}
