using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Scim.Bus.DocumentStore.Tests;

/// <summary>The check of the schema while the store is unreachable at first.</summary>
public sealed class StoreSchemaCheckTests
{
    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_store_of_another_version_that_answers_late_stops_the_host()
    {
        var store = new LateStore(new StoreSchemaException("The store", null, 1, "Drop it"));
        using var lifetime = new Lifetime();
        using var check = Check(store, lifetime);
        await check.StartAsync(default);
        await check.ExecuteTask!;

        Assert.True(lifetime.ApplicationStopping.IsCancellationRequested);
        Assert.Equal(
            "The store was written by another version of Scim.Bus (no schema stamp; schema 1 is needed). Drop it, then start again.",
            check.Failure!.Message);
        Assert.Equal(["people", "people"], store.Asked);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_store_of_this_version_that_answers_late_stops_nothing()
    {
        using var lifetime = new Lifetime();
        using var check = Check(new LateStore(null), lifetime);
        await check.StartAsync(default);
        await check.ExecuteTask!;

        Assert.False(lifetime.ApplicationStopping.IsCancellationRequested);
        Assert.Null(check.Failure);
    }

    private static StoreSchemaCheck Check(IDocumentStore store, Lifetime lifetime)
    {
        var services = new ServiceCollection().AddDocumentCollection(Person.Definition).AddDocumentCollection(Person.Definition);
        var provider = services.BuildServiceProvider();
        return new StoreSchemaCheck(store, provider, TimeProvider.System, lifetime, NullLogger<StoreSchemaCheck>.Instance);
    }

    /// <summary>Unreachable at the first call.</summary>
    private sealed class LateStore(StoreSchemaException? refusal) : IDocumentStore
    {
        public List<string> Asked { get; } = [];

        public IDocumentCollection<T> Open<T>(CollectionDefinition<T> definition)
            where T : class => throw new NotSupportedException();

        public Task VerifySchemaAsync(string service, CancellationToken cancellationToken)
        {
            Asked.Add(service);
            if (Asked.Count == 1)
                throw new StoreUnavailableException("not yet");
            return refusal is null ? Task.CompletedTask : throw refusal;
        }

        public Task PingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }
}
