using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Scim.Bus.DocumentStore.Sqlite;
using Scim.Bus.Testing;
using Scim.Protocol.Filters;
using Scim.Protocol.Limits;

namespace Scim.Bus.DocumentStore.Tests;

public sealed partial class SqliteCollectionTests : DocumentCollectionCompliance, IAsyncLifetime
{
    /// <summary>More looks at the clock than a short query takes, and fewer than a slow one.</summary>
    private const int FewLooks = 10;

    private readonly TempFolder _folder = new();
    private SqliteDocumentStore? _store;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_store is not null)
            await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Documents_survive_a_restart()
    {
        var collection = await OpenAsync();
        await collection.InsertAsync(new Document<Person> { Tenant = Acme, Id = "a", Body = Person.Named("ann") }, default);
        await _store!.DisposeAsync();

        var again = await OpenAsync();
        Assert.Equal("ann", (await again.GetAsync(Acme, "a", default))!.Body.UserName);
    }

    [Fact]
    public async Task A_store_whose_folder_can_not_be_created_is_closed_all_the_same()
    {
        var file = _folder.PathTo("file");
        await File.WriteAllTextAsync(file, "");
        var store = new SqliteDocumentStore(Options.Create(new DocumentStoreOptions { Path = Path.Combine(file, "folder") }));
        Assert.ThrowsAny<Exception>(() => store.Open(Person.Definition));
        await store.DisposeAsync();
    }

    [Fact]
    public async Task Two_processes_can_share_a_file()
    {
        var first = await OpenAsync();
        var firstStore = _store!;
        var second = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => (i % 2 == 0 ? first : second).InsertAsync(
            new Document<Person> { Tenant = Acme, Id = $"{i}", Body = Person.Named($"u{i}") }, default)));
        Assert.Equal(200, await first.CountAsync(Acme, null, default));
        await firstStore.DisposeAsync();
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_query_that_takes_longer_than_it_may_is_stopped_and_the_next_one_runs()
    {
        await FillAsync();
        await using var store = Store(TimeSpan.FromMilliseconds(FewLooks), new TickingTime());
        var collection = store.Open(Person.Definition);
        await Assert.ThrowsAsync<StoreTimeoutException>(async () => await collection.CountAsync(Acme, Slow, default));
        await Assert.ThrowsAsync<StoreTimeoutException>(async () => await collection.QueryAsync(All with { Filter = Slow }, default));
        Assert.NotNull(await collection.GetAsync(Acme, "0", default));
        Assert.Single(await collection.QueryAsync(All with { Limit = 1 }, default));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_query_ends_when_it_is_cancelled()
    {
        await FillAsync();
        using var cancelled = new CancellationTokenSource();
        await using var store = Store(time: new TickingTime(look =>
        {
            if (look == FewLooks)
                cancelled.Cancel();
        }));
        var collection = store.Open(Person.Definition);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await collection.QueryAsync(All with { Filter = Slow }, cancelled.Token));
        Assert.Single(await collection.QueryAsync(All with { Limit = 1 }, default));
    }

    [SkippableTheory]
    [InlineData("emails.value eq \"person500@x.example\" or displayName eq \"Person 501\"")]
    [Trait("Takes", "Seconds")]
    public override Task Filters_by_an_indexed_attribute_use_its_index(string filter) =>
        base.Filters_by_an_indexed_attribute_use_its_index(filter);

    protected override Task<IDocumentCollection<Person>> OpenAsync()
    {
        _store = Store();
        return Task.FromResult(_store.Open(Person.Definition));
    }

    protected override Task PrepareAsync() => Task.CompletedTask;

    protected override Task<IDocumentStore> ReopenAsync() => Task.FromResult<IDocumentStore>(Store());

    protected override async Task SetStampAsync(int? stamp)
    {
        var file = Path.Combine(_folder.Path, $"{Person.Definition.Service}.db");
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A number.
        command.CommandText = $"PRAGMA user_version={(stamp ?? 0).ToString(CultureInfo.InvariantCulture)}";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    protected override void AssertUsesIndex(string filter, string plan)
    {
        Assert.Contains("SEARCH d USING INTEGER PRIMARY KEY", plan, StringComparison.Ordinal);
        Assert.Contains("SEARCH persons_key USING PRIMARY KEY", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN d", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SEARCH d USING INDEX persons_live", plan, StringComparison.Ordinal);
    }

    protected override void AssertSeeks(bool hasPosition, string plan)
    {
        Assert.Contains(
            $"SEARCH persons_key USING PRIMARY KEY (tenant=? AND name=? AND value=?{(hasPosition ? " AND id>?" : "")})",
            plan,
            StringComparison.Ordinal);
        Assert.Contains("SEARCH d USING INTEGER PRIMARY KEY", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
    }

    private static DocumentQuery All => new() { Tenant = Acme, Limit = 1_000 };

    /// <summary>No index serves it, and it matches nothing: every comparison is made with every person.</summary>
    private static BoundFilter Slow { get; } = FilterBinder.Parse(
        string.Join(" or ", Enumerable.Range(0, 100).Select(i => $"title co \"b{i}\"")), Person.Definition.Attributes);

    private async Task<IDocumentCollection<Person>> FillAsync()
    {
        var collection = await OpenAsync();
        var attributes = $"\"title\":\"{new string('a', 2_000)}\"";
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => collection.InsertAsync(
            new Document<Person> { Tenant = Acme, Id = $"{i}", Body = Person.Named($"u{i}", attributes) }, default)));
        return collection;
    }

    private SqliteDocumentStore Store(TimeSpan? queryTimeout = null, TimeProvider? time = null) => new(
        Options.Create(new DocumentStoreOptions
        {
            Path = _folder.Path,
            QueryTimeout = queryTimeout ?? RequestLimits.QueryTime,
        }),
        time);
}
