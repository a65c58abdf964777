using System.Collections.Concurrent;
using Scim.Bus.DocumentStore;
using Scim.Bus.DocumentStore.Tests;

namespace Scim.Bus.Simulation.Tests.Store;

/// <summary>The store of the simulator does what the real engines do.</summary>
public sealed class InMemoryCollectionTests : DocumentCollectionCompliance
{
    private readonly ConcurrentDictionary<string, InMemoryDatabase> _databases = new(StringComparer.Ordinal);

    protected override async Task<IDocumentCollection<Person>> OpenAsync() => (await ReopenAsync()).Open(Person.Definition);

    protected override Task PrepareAsync() => Task.CompletedTask;

    protected override Task<IDocumentStore> ReopenAsync() => Task.FromResult<IDocumentStore>(new InMemoryDocumentStore(_databases));

    protected override Task SetStampAsync(int? stamp)
    {
        _databases[Person.Definition.Service].Stamp = stamp;
        return Task.CompletedTask;
    }

    /// <summary>There is no plan to look at: everything is in memory.</summary>
    protected override void AssertUsesIndex(string filter, string plan) => Assert.Equal("in memory", plan);

    protected override void AssertSeeks(bool hasPosition, string plan) => Assert.Equal("in memory", plan);
}
