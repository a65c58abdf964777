namespace Scim.Bus.DocumentStore.Tests;

public abstract partial class DocumentCollectionCompliance
{
    /// <summary>
    /// Each filter selects every sixth document; its index finds it by many values, or twice, or more documents than match.
    /// </summary>
    [SkippableTheory]
    [InlineData("emails.value sw \"team\"")]
    [InlineData("emails[type eq \"work\" and value sw \"TEAM\"]")]
    [InlineData("displayName sw \"a p\" and title co \"a\"")]
    [InlineData("displayName lt \"ab\"")]
    [InlineData("userName sw \"u\" and emails.value sw \"team\"")]
    [InlineData("emails.value sw \"team\" and userName sw \"u\" and displayName sw \"a\"")]
    [InlineData("userName sw \"u\" and displayName eq \"A person 6\"")]
    [InlineData("displayName sw \"a person\" and not (emails.value sw \"other\")")]
    [Trait("Takes", "Seconds")]
    public async Task Documents_with_many_values_are_found_once_in_order_and_page_by_page(string filter)
    {
        var collection = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => collection.InsertAsync(
            Doc(
                $"k{i:000}",
                Person.Named(
                    $"u{i}",
                    $$"""
                    "displayName":"{{(i % 6 == 0 ? "A person 6" : "Another person")}}","title":"a{{i}}",
                    "emails":[
                        {"value":"{{(i % 6 == 0 ? "team" : "other")}}{{300 - i}}@x.example","type":"work"},
                        {"value":"{{(i % 6 == 0 ? "team" : "other")}}@{{i}}.example","type":"work"}]
                    """)),
            default)));
        var team = Enumerable.Range(0, 300).Where(i => i % 6 == 0).Select(i => $"k{i:000}").ToList();

        var query = Query(filter) with { Limit = 7 };
        Assert.Equal(team, await PagesAsync(collection, query));
        Assert.Equal(Enumerable.Reverse(team), await PagesAsync(collection, query with { Descending = true }));
        Assert.Equal(team[20..], await PagesAsync(collection, query with { Skip = 20 }));
        var after = query with { After = new PagePosition(null, "k100") };
        Assert.Equal(team.Where(id => string.CompareOrdinal(id, "k100") > 0), await PagesAsync(collection, after));
        Assert.Equal(team.Count, await collection.CountAsync(Acme, query.Filter, default));
    }
}
