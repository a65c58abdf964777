namespace Scim.Bus.DocumentStore.Tests;

/// <summary>Schema stamps: a store of another version is refused, in words that say what to do.</summary>
public abstract partial class DocumentCollectionCompliance
{
    private const int OtherStamp = 12_345;

    [SkippableFact]
    public async Task A_store_is_stamped_when_it_is_created_and_opens_again()
    {
        await With(OpenAsync(), Doc("a", Person.Named("ann")));
        await using var again = await ReopenAsync();
        await again.VerifySchemaAsync(Person.Definition.Service, default);
        Assert.Equal("ann", (await again.Open(Person.Definition).GetAsync(Acme, "a", default))!.Body.UserName);
    }

    [SkippableFact]
    public async Task A_store_with_another_schema_stamp_is_refused()
    {
        await With(OpenAsync(), Doc("a", Person.Named("ann")));
        await SetStampAsync(OtherStamp);
        await AssertRefusedAsync($"schema {OtherStamp};");
    }

    [SkippableFact]
    public async Task A_store_with_data_and_without_a_schema_stamp_is_refused()
    {
        await With(OpenAsync(), Doc("a", Person.Named("ann")));
        await SetStampAsync(null);
        await AssertRefusedAsync("no schema stamp;");
    }

    [SkippableFact]
    public async Task Processes_that_create_a_store_at_the_same_time_agree_on_its_stamp()
    {
        await PrepareAsync();
        var stores = new List<IDocumentStore>();
        for (var i = 0; i < 8; i++)
            stores.Add(await ReopenAsync());
        await Task.WhenAll(stores.Select((store, i) => Task.Run(async () =>
        {
            await store.VerifySchemaAsync(Person.Definition.Service, default);
            await store.Open(Person.Definition).InsertAsync(Doc($"{i}", Person.Named($"u{i}")), default);
        })));
        Assert.Equal(stores.Count, await stores[0].Open(Person.Definition).CountAsync(Acme, null, default));
        foreach (var store in stores)
            await store.DisposeAsync();
    }

    /// <summary>Chooses the test's store without creating it.</summary>
    protected abstract Task PrepareAsync();

    /// <summary>Makes another <see cref="IDocumentStore"/> on the test's store, as another process would.</summary>
    protected abstract Task<IDocumentStore> ReopenAsync();

    /// <summary>Overwrites the stamp of the test's store; null removes it.</summary>
    protected abstract Task SetStampAsync(int? stamp);

    private async Task AssertRefusedAsync(string found)
    {
        await using var store = await ReopenAsync();
        var refusal = await Assert.ThrowsAsync<StoreSchemaException>(() => store.VerifySchemaAsync(Person.Definition.Service, default));
        Assert.Contains(found, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(Person.Definition.Service, refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(", then start again.", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);

        // Whoever uses the store without the check is refused too.
        await Assert.ThrowsAsync<StoreSchemaException>(async () => await store.Open(Person.Definition).GetAsync(Acme, "a", default));
    }
}
