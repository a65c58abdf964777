using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore.Mongo;
using Scim.Bus.DocumentStore.Search;
using Scim.Bus.DocumentStore.Sqlite;
using Scim.Bus.Testing;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;
using Scim.Protocol.Tests.Properties;

namespace Scim.Bus.DocumentStore.Tests;

/// <summary>
/// Each engine finds the same documents as the in-memory evaluator, in the same order. A case is a population of resources with many
/// filters, each run over the whole population.
/// </summary>
public sealed class EngineAgreementTests(MongoFixture mongo) : IClassFixture<MongoFixture>
{
    private const int Resources = 80;
    private const int Filters = 150;
    private const int Populations = 2;

    private static readonly IReadOnlyList<string> SortNames =
    [
        "userName", "title", "active", "emails", "emails.type", "name.familyName", "meta.created", "externalId", "x509Certificates",
        $"{SchemaUrns.EnterpriseUser}:manager",
    ];

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Sqlite_agrees_with_the_evaluator()
    {
        using var folder = new TempFolder();
        var number = 0;
        await AssertAgreesAsync(() => new SqliteDocumentStore(
            Options.Create(new DocumentStoreOptions { Path = Path.Combine(folder.Path, $"{Interlocked.Increment(ref number)}") })));
    }

    [Trait("Needs", "Processes")]
    [SkippableFact]
    public async Task Mongo_agrees_with_the_evaluator()
    {
        var server = await mongo.GetAsync();
        await AssertAgreesAsync(() => new MongoDocumentStore(
            Options.Create(new DocumentStoreOptions { DatabasePrefix = server.NewDatabasePrefix() }),
            new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:MongoDb", server.ConnectionString)]).Build()));
    }

    private static Task AssertAgreesAsync(Func<IDocumentStore> open) => Gen.Int.SampleAsync(
        async seed =>
        {
            await using var store = open();
            var collection = store.Open(Person.Definition);
            var arbitrary = new Arbitrary(seed);
            var tenant = TenantId.Parse("acme", null);
            var users = Enumerable.Range(0, Resources).Select(i => arbitrary.User($"u{i:00}")).ToList();
            foreach (var user in users)
            {
                var document = new Document<Person> { Tenant = tenant, Id = user["id"]!.GetValue<string>(), Body = new Person(user) };
                Assert.Equal(WriteOutcome.Done, (await collection.InsertAsync(document, default)).Outcome);
            }

            for (var i = 0; i < Filters; i++)
            {
                var filter = arbitrary.Filter(ResourceTypes.User);
                var sort = arbitrary.Chance(50) ? arbitrary.OneOf(SortNames) : null;
                await AgreeAsync(collection, tenant, users, filter, sort, arbitrary.Chance(50));
            }
        },
        iter: Populations,
        threads: 1);

    private static async Task AgreeAsync(
        IDocumentCollection<Person> collection, TenantId tenant, List<JsonObject> users, Filter filter, string? sort, bool descending)
    {
        var bound = FilterBinder.Bind(filter, ResourceTypes.User);
        var query = new DocumentQuery
        {
            Tenant = tenant,
            Filter = bound,
            Sort = sort is null ? null : SortKey.TryCreate(ResourceTypes.User.Resolve(AttributePath.TryParse(sort)!)!),
            Descending = descending,
            Limit = Resources,
        };
        var matching = users.Where(user => FilterEvaluator.Matches(bound, user)).ToList();
        var expected = string.Join(' ', Sorted(collection, query, matching).Select(user => user["id"]!.GetValue<string>()));
        var found = await collection.QueryAsync(query, default);
        var actual = string.Join(' ', found.Select(document => document.Id));
        Assert.True(expected == actual, $"{filter}\nby {sort} {(descending ? "descending" : "ascending")}\nis   {expected}\nnot  {actual}");
        Assert.Equal(matching.Count, await collection.CountAsync(tenant, bound, default));

        // Again in pages, each starting after the last document of the previous one.
        var pages = await collection.StreamAsync(query with { Limit = 7 }, default).Select(document => document.Id).ToListAsync();
        Assert.True(
            expected == string.Join(' ', pages),
            $"{filter}\nby {sort} {(descending ? "descending" : "ascending")}\nis   {expected}\nin pages {string.Join(' ', pages)}");
    }

    private static IEnumerable<JsonObject> Sorted(IDocumentCollection<Person> collection, DocumentQuery query, List<JsonObject> users)
    {
        var byId = users.OrderBy(user => user["id"]!.GetValue<string>(), StringComparer.Ordinal);
        if (query.Sort is null)
            return query.Descending ? byId.Reverse() : byId;
        var values = byId.Select(user => (user, Value: ValueOf(user))).ToList();
        var with = values.Where(pair => pair.Value is not null);
        var order = Comparer<object?>.Create((a, b) => AttributeValue.Compare(a!, b!));
        var sorted = query.Descending ? with.OrderByDescending(pair => pair.Value, order) : with.OrderBy(pair => pair.Value, order);
        var without = values.Where(pair => pair.Value is null);
        return (query.Descending ? without.Concat(sorted) : sorted.Concat(without)).Select(pair => pair.user);

        object? ValueOf(JsonObject user) =>
            collection.PositionAfter(query, new Document<Person> { Tenant = query.Tenant, Id = "", Body = new Person(user) }).Value;
    }
}
