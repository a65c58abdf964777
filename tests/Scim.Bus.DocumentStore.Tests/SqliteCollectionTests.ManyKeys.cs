namespace Scim.Bus.DocumentStore.Tests;

/// <content>Queries by a prefix that more documents share than are sorted for a page.</content>
public sealed partial class SqliteCollectionTests
{
    private const int Others = 2_400;
    private const int Sharing = 10_100;

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_page_that_the_next_documents_fill_is_read_without_sorting_what_else_matches()
    {
        var collection = await OpenSharedAsync();
        var fromTheEnd = Query("displayName sw \"shared\"") with { Limit = 50, Descending = true };
        Assert.DoesNotContain(Sort, await collection.ExplainAsync(fromTheEnd, default), StringComparison.Ordinal);
        Assert.Equal(Shared().Reverse().Take(50), (await collection.QueryAsync(fromTheEnd, default)).Select(document => document.Id));

        // The documents that come first all have another name.
        var fromTheStart = fromTheEnd with { Descending = false };
        Assert.Contains(Sort, await collection.ExplainAsync(fromTheStart, default), StringComparison.Ordinal);
        Assert.Equal(Shared().Take(50), (await collection.QueryAsync(fromTheStart, default)).Select(document => document.Id));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Pages_of_a_prefix_that_many_share_hold_each_document_once_wherever_they_lie()
    {
        var collection = await OpenSharedAsync();
        var query = Query("displayName sw \"shared\" and not (userName ew \"7\")") with { Limit = 1_000 };
        var expected = Shared().Where(id => !id.EndsWith('7')).ToList();
        Assert.Equal(expected, await PagesAsync(collection, query));
        Assert.Equal(Enumerable.Reverse(expected), await PagesAsync(collection, query with { Descending = true }));
        var skipping = await collection.QueryAsync(query with { Skip = 1_500, Limit = 100, Descending = true }, default);
        Assert.Equal(Enumerable.Reverse(expected).Skip(1_500).Take(100), skipping.Select(document => document.Id));
    }

    /// <summary>What SQLite says of a plan that sorts.</summary>
    private const string Sort = "TEMP B-TREE";

    private static IEnumerable<string> Shared() => Enumerable.Range(Others, Sharing).Select(IdOf);

    private static string IdOf(int i) => $"k{i:00000}";

    private async Task<IDocumentCollection<Person>> OpenSharedAsync()
    {
        var collection = await OpenAsync();
        await collection.InsertMissingAsync(
            [.. Enumerable.Range(0, Others + Sharing).Select(i => Doc(
                IdOf(i), Person.Named($"u{i}", $"\"displayName\":\"{(i < Others ? "Other" : "Shared")} {i % 10}\"")))],
            default);
        return collection;
    }
}
